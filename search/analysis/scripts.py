"""Which characters go together: runs of one script, and the parts of a run of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def _class_of(codes: Iterable[int]) -> str:
    """A regular expression's class of these code points, given in ascending order."""
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_KANJI = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
# Thai, Lao, Burmese, Khmer: written without spaces between words.
UNSPACED = "\u0e00-\u0e3a\u0e40-\u0e4e\u0e80-\u0ece\u0edc-\u0eff\u1000-\u103f\u104c-\u109f\u1780-\u17d3\u17d7\u17dc\u17dd"
TIBETAN = "\u0f00\u0f0b\u0f0c\u0f18\u0f19\u0f40-\u0fbc"
# Signs above, below and beside letters: no letters by themselves, and part of the word all the same.
MARKS = _class_of(code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)) in {"Mn", "Mc"})
JOINERS = "\u200c\u200d"
_OTHERS = f"{HAN}{HANGUL}{UNSPACED}{TIBETAN}"
_LETTER = rf"[^\W{_OTHERS}]"
_REST = rf"(?:[^\W{_OTHERS}]|(?![{UNSPACED}{TIBETAN}])[{MARKS}]|[{JOINERS}])"

# What is a name by its signs (C++, F#), and pictures that stand for words.
_SIGN = "[A-Za-z](?:\\+\\+|#)(?!\\w)|[\u2600-\u27bf\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"

RUN = re.compile(
    f"(?P<sign>{_SIGN})|(?P<word>{_LETTER}{_REST}*(?:(?:['’‘＇·.‑-]+|(?<=[0-9]),(?=[0-9])){_LETTER}{_REST}*)*)"
    f"|(?P<han>[{HAN}][{HAN}\u3099\u309a]*)|(?P<hangul>[{HANGUL}]+)|(?P<unspaced>[{UNSPACED}]+)|(?P<tibetan>[{TIBETAN}]+)"
)
# A character of Han that stands alone among kana is a word.
LONE = re.compile(f"(?<![{_KANJI}])[{_KANJI}](?![{_KANJI}])")
KANA = re.compile("[\u3041-\u30ff]")
# Persian joins words by it, which are as often written apart.
_PARTING = "(?<=[\u0600-\u06ff])\u200c"
PART = re.compile(f"{_LETTER}(?:(?!{_PARTING}){_REST})*(?:['’‘＇]{_LETTER}(?:(?!{_PARTING}){_REST})*)*")
