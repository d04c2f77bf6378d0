"""Korean: the particles that a word's last sound chooses, doubled particles, and where words may stand together."""

from __future__ import annotations

from itertools import pairwise

import regex

# Two forms of one particle: after a consonant, after a vowel.
_PARTICLES = (("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("으로", "로"), ("이라는", "라는"), ("이나", "나"))
_DOUBLED = regex.compile(r"(?<=[가-힣]{2})(을|를|은|는|의|에|이|가|와|과|에서|으로)\1$")
# What leans on the word before it: particles, suffixes, bound nouns, light verbs.
_LEANS = regex.compile(
    r"(?:을|를|은|는|이|가|의|에|에서|에게|와|과|도|까지|부터|처럼|들|들은|들이|들을|들의|들도|들과|하다|했다|한다|하는|하고|하여|하면|하지|"
    r"해서|해야|합니다|했습니다|되다|된다|되었다|됐다|되는|되어|됩니다|때문에|때문이다|만큼|중에|적인|적으로|번째)"
)
_BOUND = regex.compile(r"(?:것|수|때|지|뿐|만큼|줄)(?:은|는|이|을|를|가|도|에|이다|과|처럼|부터)?")
# Pairs of one sound that are written together and apart with two meanings begin or end with one of these.
_AMBIGUOUS = frozenset(
    [
        "못",
        "안",
        "큰",
        "작은",
        "한",
        "번",
        "첫",
        "더",
        "잘",
        "집",
        "밖",
        "속",
        "두",
        "세",
        "네",
        "이",
        "그",
        "저",
        "같이",
        "함께",
        "돌아",
        "우리",
        "만",
        "뿐",
        "보다",
    ]
)
_FIRST, _LAST = 0xAC00, 0xD7A3
_FINALS = 28
_SS, _S = 20, 19


def is_slip(a: str, b: str) -> bool:
    return _DOUBLED.sub(r"\1", a) == _DOUBLED.sub(r"\1", b) or _wrong_particle(a, b) or _soft_past(a, b)


def _wrong_particle(a: str, b: str) -> bool:
    """초음파을 for 초음파를: the sound before it allows one of both only."""
    for pair in _PARTICLES:
        for one, two in (pair, pair[::-1]):
            stem = a.removesuffix(one)
            if len(stem) >= 2 and a == stem + one and b == stem + two and _final(stem[-1]) is not None:
                return True
    return False


def _soft_past(a: str, b: str) -> bool:
    if len(a) != len(b):
        return False
    wrong = [at for at in range(len(a)) if a[at] != b[at]]
    if len(wrong) != 1 or wrong[0] == 0 or wrong[0] == len(a) - 1:
        return False
    finals = {_final(a[wrong[0]]), _final(b[wrong[0]])}
    same = _open(a[wrong[0]]) == _open(b[wrong[0]])
    rest = a[wrong[0] + 1 :]
    return same and finals == {_S, _SS} and bool(regex.fullmatch("다|습니다|으며|고|지만|던|는데|기|으나|어요", rest))


def _final(syllable: str) -> int | None:
    """The number of its last consonant, 0 for none; None for what is no syllable."""
    return (ord(syllable) - _FIRST) % _FINALS if _FIRST <= ord(syllable) <= _LAST else None


def _open(syllable: str) -> int | None:
    return (ord(syllable) - _FIRST) // _FINALS if _FIRST <= ord(syllable) <= _LAST else None


def may_be_joined(parts: list[str]) -> bool:
    """Whether words written together and apart say the same."""
    if any(part in _AMBIGUOUS for part in parts) or not all(regex.fullmatch("[가-힣]+", part) for part in parts):
        return False
    return all(_may_follow(before, part) for before, part in pairwise(parts))


def _may_follow(before: str, part: str) -> bool:
    if _BOUND.fullmatch(part) and _final(before[-1]) in {4, 8} and len(before) >= 2:
        return True
    return len(before) >= 2 and (len(part) >= 2 or bool(_LEANS.fullmatch(part)))
