"""Whether two runs of Han characters are one text, once mistyped: by sound, by form, by a doubled or swapped character."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from content.review.grading.lexicon import commonness
from content.review.grading.lists import HAN_PAIRS, HAN_REPEATED, HAN_SHAPES, HARD_HAN

MEANING = ("meaning", "characters")
RARE = 2.7  # a run that is often typed by mistake
WORD = 2.0  # how common a run of characters has to be to count as a word
LONGEST = 4


def pair(old: str, new: str, lang: str) -> tuple[str, str]:
    """The grade of putting the run `new` for the run `old`."""
    if _simplified(old) == _simplified(new):
        return "typo", "form of a character"
    worst = ("typo", "characters")
    for kind, i1, i2, j1, j2 in _opcodes(old, new):
        found = _change(kind, old, new, (i1, i2, j1, j2), lang)
        if found[0] != "typo":
            return found
        worst = found
    return worst


def _opcodes(old: str, new: str) -> list[tuple[str, int, int, int, int]]:
    return [code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"]


def _change(kind: str, old: str, new: str, at: tuple[int, int, int, int], lang: str) -> tuple[str, str]:
    i1, i2, j1, j2 = at
    if _swapped(old, new):
        return _by_words(old, new, _first_difference(old, new), lang, "swapped characters")
    if kind == "delete":
        return _repeated(old, i1, i2, lang)
    if kind == "insert":
        return _repeated(new, j1, j2, lang)
    if i2 - i1 != 1 or j2 - j1 != 1:
        return MEANING
    a, b = old[i1], new[j1]
    if frozenset((_simplified(a), _simplified(b))) in HAN_PAIRS:
        return "typo", "like character"
    if a in HARD_HAN or b in HARD_HAN:
        return "meaning", "negation, comparison or quantity"
    if not _sound_alike(a, b) or len(old) != len(new):
        return MEANING
    return _by_words(old, new, i1, lang, "same sound")


def _by_words(old: str, new: str, at: int, lang: str, reason: str) -> tuple[str, str]:
    """A slip where the new text makes a word there and the old one made none."""
    # Only what mends: a slip put into an approved text may be a pun.
    low, high = _commonest_over(old, at, lang), _commonest_over(new, at, lang)
    if high >= WORD and (low < WORD or (low < RARE and high - low >= 1.8)):
        return "typo", reason
    return "meaning", "another word"


def _commonest_over(text: str, at: int, lang: str) -> float:
    """How common the commonest word of two to four characters is that covers the character at `at`."""
    found = 0.0
    for size in range(2, LONGEST + 1):
        for start in range(max(0, at - size + 1), min(at, len(text) - size) + 1):
            candidate = text[start : start + size]
            found = max(found, commonness(_simplified(candidate) if lang.startswith("zh") else candidate, lang))
    return found


def _repeated(text: str, start: int, end: int, lang: str) -> tuple[str, str]:
    middle, size = text[start:end], end - start
    twice = middle in (text[max(0, start - size) : start], text[end : end + size])
    if twice and not set(middle) & HARD_HAN and (size > 1 or middle in HAN_REPEATED or not commonness(middle * 2, lang)):
        return "typo", "repeated characters"
    return "meaning", "characters added or removed"


def _swapped(old: str, new: str) -> bool:
    if len(old) != len(new):
        return False
    wrong = [number for number in range(len(old)) if old[number] != new[number]]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and old[wrong[0]] == new[wrong[1]] and old[wrong[1]] == new[wrong[0]]


def _first_difference(old: str, new: str) -> int:
    return next(number for number in range(len(old)) if old[number] != new[number])


def _sound_alike(a: str, b: str) -> bool:
    return bool(_sounds(a) & _sounds(b)) or any(a in shapes and b in shapes for shapes in HAN_SHAPES)


@cache
def _sounds(letter: str) -> frozenset[str]:
    """Its readings in pinyin, without tones, and as those hear them who tell no -n from -ng and no z- from zh-."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  (half a second, for those who grade only)

    readings = pinyin(letter, style=Style.NORMAL, heteronym=True)[0]
    return frozenset(re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", reading)) for reading in readings)


@cache
def _converter() -> Any:
    import opencc  # noqa: PLC0415  (for those who grade only)

    return opencc.OpenCC("t2s")


@cache
def _simplified(text: str) -> str:
    return str(_converter().convert(text))
