"""How long a work takes to read, by script: Chinese and Japanese count characters, other scripts words."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from content.core.passages import text_of

if TYPE_CHECKING:
    from content.core.models import Work

# Silent reading of non-fiction: Brysbaert 2019 gives 238 words a minute for English; Han readers about 260 characters
# (Trauzettel-Klosinski & Dietz 2012, Chinese 255); Tibetan counted by syllables, at the pace of characters.
UNITS_A_MINUTE = {"han": 260, "hangul": 220, "tibetan": 240, "arabic": 180, "cyrillic": 190}
LATIN = 230

_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TIBETAN = re.compile(r"[\u0f40-\u0fbc]+")
_WORD = re.compile(r"\w+")


def count_units(text: str, script: str) -> int:
    """Characters for Han and kana, syllables for Tibetan, words elsewhere; foreign words in the text count as words."""
    if script == "han":
        return len(_HAN.findall(text)) + len(_WORD.findall(_HAN.sub(" ", text)))
    if script == "tibetan":
        return len(_TIBETAN.findall(text))
    return len(_WORD.findall(text))


def minutes_to_read(work: Work) -> int:
    """Minutes, at least one."""
    script = work.language.script
    return max(1, math.ceil(count_units(text_of(work), script) / UNITS_A_MINUTE.get(script, LATIN)))
