"""Korean: the particles that a word's last sound chooses, doubled particles, and where words may stand together."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import regex

from content.review.grading.lexicon import commonness
from content.review.grading.vocabulary import vocabulary

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
# Endings as they are heard, and as they are written.
_HEARD = tuple(
    (regex.compile(unicodedata.normalize("NFD", heard)), unicodedata.normalize("NFD", written))
    for heard, written in (
        ("(?<=[\u11bb\u11b9])읍니", "습니"),
        ("이예요$", "이에요"),
        ("\u11b7니다$", "\u11b8니다"),
        ("젔", "졌"),
        ("첬", "쳤"),
        ("댜$", "다"),
        ("(?<=[\u11ab\u11bb]다)다$", ""),
    )
)
_FOLLOWS_VOWEL, _FOLLOWS_CONSONANT, _FOLLOWS_ANY = "가를는와로나", "이을은과", "에의도만"
_TAIL = regex.compile("(?:을|를|은|는|이|가|의|에|에서|에게|와|과|도|까지|부터|으로|로)$")
KNOWN, COMMON, NO_WORD = 3.0, 3.5, 2.0
_FIRST, _LAST = 0xAC00, 0xD7A3
_FINALS = 28
_SS, _S = 20, 19


def is_slip(a: str, b: str) -> bool:
    if _DOUBLED.sub(r"\1", a) == _DOUBLED.sub(r"\1", b) or _wrong_particle(a, b) or _soft_past(a, b):
        return True
    return _as_written(a) == _as_written(b) or is_mistyped(_stem(a, b), _stem(b, a))


def is_particle_again(word: str, particle: str) -> bool:
    """춤으로 로: a particle alone, behind a word that has it."""
    return particle in {"을", "를", "로", "으로", "에서"} and word.endswith(particle) and len(word) > len(particle)


def _as_written(word: str) -> str:
    word = unicodedata.normalize("NFD", word)
    for heard, written in _HEARD:
        word = heard.sub(written, word)
    return word


def _stem(word: str, other: str) -> str:
    """Without the particle that both have."""
    tail = _TAIL.search(word)
    return word[: tail.start()] if tail and other.endswith(tail.group()) else word


def is_mistyped(a: str, b: str) -> bool:
    """Whether one is a common word and the other the same with a syllable twice, or with one that is of no word there."""
    (low, wrong), (high, right) = sorted(((commonness(a, "ko"), a), (commonness(b, "ko"), b)))
    if low > 0 or high < KNOWN:
        return False
    if len(wrong) == len(right) + 1:
        return (
            len(right) >= 3
            and high >= COMMON
            and any(wrong[at] == wrong[at + 1] and wrong[:at] + wrong[at + 1 :] == right for at in range(len(right)))
        )
    return len(wrong) == len(right) >= 2 and _strange_syllable(wrong, right)


def _strange_syllable(wrong: str, right: str) -> bool:
    """In a word of Chinese syllables, one that Chinese words never have and that is no word: 망원켱."""
    known = vocabulary("ko").chinese
    at = [number for number in range(len(right)) if wrong[number] != right[number]]
    if len(at) != 1 or not set(right) <= known or wrong[at[0]] in known or commonness(wrong[at[0]], "ko") >= NO_WORD:
        return False
    one, two = (unicodedata.normalize("NFD", word[at[0]]) for word in (wrong, right))
    return sum(x != y for x, y in zip(one, two, strict=False)) + abs(len(one) - len(two)) == 1


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
    return all(_may_follow(before, part) and not _may_part_later(before, part) for before, part in pairwise(parts))


def _may_part_later(before: str, part: str) -> bool:
    """아버지가방에: 아버지 가방에, or 아버지가 방에."""
    if _LEANS.fullmatch(part) or _BOUND.fullmatch(part):
        return False
    particles = _FOLLOWS_ANY + (_FOLLOWS_CONSONANT if _final(before[-1]) else _FOLLOWS_VOWEL)
    return part[0] in particles and commonness(_TAIL.sub("", part[1:]), "ko") >= KNOWN


def _may_follow(before: str, part: str) -> bool:
    if _BOUND.fullmatch(part) and _final(before[-1]) in {4, 8} and len(before) >= 2:
        return True
    return len(before) >= 2 and (len(part) >= 2 or bool(_LEANS.fullmatch(part)))
