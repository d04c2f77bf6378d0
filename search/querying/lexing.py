"""A query as signs: quoted phrases, and pieces between white space. Quotation marks that quote nothing mean nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What may close a phrase, by the mark that opened it: Germans close „ with “, Swedes write ”…”, Danes »…«.
CLOSING = {
    '"': '"',
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "﹁": "﹂",
    "﹃": "﹄",
    "｢": "｣",
    "〝": "〞〟",
    "＂": "＂",
}
# These close as often as they open: they open a phrase only where no word ends.
STRAIGHT = frozenset('"＂”»')
MARKS = frozenset("".join(CLOSING) + "".join(CLOSING.values()))
# Marks of direction stand before a minus or within a name unseen; a NUL is white.
_UNSEEN = {**dict.fromkeys([0x61C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]), 0: " "}
_SPACED = re.compile(r"[^\W\d_]|\d")
_UNSPACED = re.compile("[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Sign:
    """A piece of a query; `quoted` was between quotation marks, `glued` follows the one before without a space."""

    text: str
    quoted: bool = False
    glued: bool = False


def signs(text: str) -> list[Sign]:
    """The pieces of a query in order; none is empty, none holds a quotation mark."""
    text = text.translate(_UNSEEN)
    found: list[Sign] = []
    place = start = 0
    while place < len(text):
        end = _end_of_phrase(text, place)
        if end is None:
            place += 1
            continue
        _add_words(found, text[start:place])
        quoted = _without_marks(text[place + 1 : end])
        if quoted:
            found.append(Sign(quoted, quoted=True, glued=place > 0 and not text[place - 1].isspace()))
        place = start = end + 1
    _add_words(found, text[start:])
    return found


def _end_of_phrase(text: str, place: int) -> int | None:
    """Where the phrase ends that opens at `place`; None when none does."""
    mark = text[place]
    if mark not in CLOSING or (mark in STRAIGHT and place and _ends_word(text[place - 1])):
        return None
    ends = [end for closing in CLOSING[mark] if (end := text.find(closing, place + 1)) >= 0]
    return min(ends) if ends else None


def _ends_word(char: str) -> bool:
    """Whether a straight mark after this character closes: inches, not a quotation. Han has no spaces before it."""
    return bool(_SPACED.match(char)) and not _UNSPACED.match(char)


def _add_words(found: list[Sign], text: str) -> None:
    found += [Sign(word) for word in _without_marks(text).split()]


def _without_marks(text: str) -> str:
    return " ".join("".join(" " if char in MARKS else char for char in text).split())
