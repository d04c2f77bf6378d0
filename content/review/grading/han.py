"""Whether two runs of Han characters are one text, once mistyped: by sound, by form, by a doubled or swapped character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from content.review.grading.alignment import differences
from content.review.grading.lexicon import chinese_words, commonness
from content.review.grading.vocabulary import base_of
from content.review.grading.vocabulary import han as known

MEANING = ("meaning", "characters")
RARE = 2.7  # a run that is often typed by mistake
WORD = 2.0  # how common a run of characters has to be to count as a word
COMMON_WORD = 3.5
LONGEST = 4


def pair(old: str, new: str, lang: str) -> tuple[str, str]:
    """The grade of putting the run `new` for the run `old`."""
    if base_of(lang) == "zh" and simplified(old) == simplified(new):
        return ("typo", "form of a character") if new in _written(new) else ("meaning", "form of a character")
    worst = ("typo", "characters")
    for kind, i1, i2, j1, j2 in differences(old, new):
        found = _change(kind, old, new, (i1, i2, j1, j2), lang)
        if found[0] != "typo":
            return found
        worst = found
    return worst


def _change(kind: str, old: str, new: str, at: tuple[int, int, int, int], lang: str) -> tuple[str, str]:
    i1, i2, j1, j2 = at
    if _swapped(old, new):
        return _by_words(old, new, _first_difference(old, new), lang, "swapped characters")
    if kind == "delete":
        return _repeated(old, i1, i2, lang)
    if kind == "insert":
        return _repeated(new, j1, j2, lang)
    if i2 - i1 != 1 or j2 - j1 != 1 or len(old) != len(new):
        return MEANING
    return _one_character(old, new, i1, lang)


def _one_character(old: str, new: str, at: int, lang: str) -> tuple[str, str]:
    a, b = old[at], new[at]
    if frozenset((_plain(a, lang), _plain(b, lang))) in known().pairs:
        return _like_character(old, new, at, lang)
    if a in known().hard or b in known().hard:
        return "meaning", "negation, comparison or quantity"
    if {a, b} <= known().subjects or _in_a_name(old, at) or _in_a_name(new, at):
        return "meaning", "name or term"
    return _by_words(old, new, at, lang, "same sound") if _sound_alike(a, b) else MEANING


def _like_character(old: str, new: str, at: int, lang: str) -> tuple[str, str]:
    """的 for 地: a slip, unless a word with the old one is lost."""
    low = 0.0 if _is_particle(old, at) else _commonest_over(old, at, lang)
    high = _commonest_over(new, at, lang)
    return ("meaning", "another word") if low >= COMMON_WORD and low > high else ("typo", "like character")


def _is_particle(text: str, at: int) -> bool:
    """真的 and 有的 are words, yet 的 closes most of what it stands behind; 目的 is one."""
    return text[at] == "的" and text[at - 1 : at] not in {"目", "标", "標"} and text[at + 1 : at + 2] not in {"确", "確"}


def _in_a_name(text: str, at: int) -> bool:
    """Whether it stands beside a character that spells foreign names, and is one."""
    names = known().names
    return text[at] in names and any(letter in names for letter in text[max(0, at - 1) : at] + text[at + 1 : at + 2])


def _by_words(old: str, new: str, at: int, lang: str, reason: str) -> tuple[str, str]:
    """A slip where the new text makes a word there and the old one made none."""
    # Only what mends: a slip put into an approved text may be a pun.
    low, high = _commonest_over(old, at, lang), _commonest_over(new, at, lang)
    if base_of(lang) == "zh" and any(word in chinese_words() for word in _words_over(old, at, lang)):
        return "meaning", "another word"
    if high >= WORD and (low < WORD or (low < RARE and high - low >= 1.8)):
        return "typo", reason
    return "meaning", "another word"


def _commonest_over(text: str, at: int, lang: str) -> float:
    """How common the commonest word of two to four characters is that covers the character at `at`."""
    return max((commonness(word, lang) for word in _words_over(text, at, lang)), default=0.0)


def _words_over(text: str, at: int, lang: str) -> Iterator[str]:
    """What may be a word there, save for the slips that are known."""
    for size in range(2, LONGEST + 1):
        for start in range(max(0, at - size + 1), min(at, len(text) - size) + 1):
            candidate = _plain(text[start : start + size], lang)
            if candidate not in known().slips:
                yield candidate


def _repeated(text: str, start: int, end: int, lang: str) -> tuple[str, str]:
    middle, size = text[start:end], end - start
    twice = middle in (text[max(0, start - size) : start], text[end : end + size])
    if twice and not set(middle) & known().hard and (size > 1 or _once(middle, lang)):
        return "typo", "repeated characters"
    return "meaning", "characters added or removed"


def _once(letter: str, lang: str) -> bool:
    """Whether it stands twice only by mistake: 的的, but neither 看看 nor 颗颗."""
    doubled = commonness(_plain(letter * 2, lang), lang)
    return letter in known().doubled or (letter not in known().each and doubled < RARE and base_of(lang) == "zh") or not doubled


def _swapped(old: str, new: str) -> bool:
    if len(old) != len(new):
        return False
    wrong = [number for number in range(len(old)) if old[number] != new[number]]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and old[wrong[0]] == new[wrong[1]] and old[wrong[1]] == new[wrong[0]]


def _first_difference(old: str, new: str) -> int:
    return next(number for number in range(len(old)) if old[number] != new[number])


def _sound_alike(a: str, b: str) -> bool:
    return bool(_sounds(a) & _sounds(b)) or any(a in shape and b in shape for shape in known().shapes)


@cache
def _sounds(letter: str) -> frozenset[str]:
    """Its readings in pinyin, without tones, and as those hear them who tell no -n from -ng and no z- from zh-."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  (half a second, for those who grade only)

    readings = pinyin(letter, style=Style.NORMAL, heteronym=True)[0]
    return frozenset(re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", reading)) for reading in readings)


@cache
def _converter(name: str) -> Any:
    import opencc  # noqa: PLC0415  (for those who grade only)

    return opencc.OpenCC(name)


@cache
def simplified(text: str) -> str:
    return str(_converter("t2s").convert(text))


def _plain(text: str, lang: str) -> str:
    return simplified(text) if base_of(lang) == "zh" else text


@cache
def _written(text: str) -> frozenset[str]:
    """The text as it is written, by words: 皇后 and 以後, 發現 and 頭髮; in each standard."""
    plain = simplified(text)
    return frozenset({plain, *(str(_converter(name).convert(plain)) for name in ("s2t", "s2tw", "s2twp", "s2hk"))})
