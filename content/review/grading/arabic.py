"""Arabic as hasty hands write it: a hamza left off, the dots of an ending, a vowel mark."""

from __future__ import annotations

import regex

from content.review.grading.lexicon import commonness

_TANWIN = regex.compile("\u064b")
_VOWELS = regex.compile("[\u064c-\u0652\u0670]")
_ARTICLE = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل")
_BEFORE = regex.compile("(?:[وفبلك]?ال|لل|[وفبلكس])?")


def is_slip(a: str, b: str) -> bool:
    """Whether two words that are read alike without hamza, dots and vowels are one."""
    if _VOWELS.findall(a) != _VOWELS.findall(b):
        # كَتَبَ and كُتِبَ: who wrote, and what was written.
        return False
    one, two = _TANWIN.sub("", a), _TANWIN.sub("", b)
    if len(one) != len(two):
        return False
    return all(_letter(one, two, at) for at in range(len(one)) if one[at] != two[at])


def _letter(a: str, b: str, at: int) -> bool:
    letters = frozenset((a[at], b[at]))
    if letters in ({"ا", "أ"}, {"ا", "إ"}):
        return len(a) >= 4 and (at <= len(_before(a)) or (len(a) >= 6 and _apart(a, b) >= 1.0))
    if letters == {"ا", "آ"}:
        return len(a) >= 4 and _apart(a, b) >= 0.8
    if letters == {"ؤ", "ئ"}:
        return len(a) >= 6
    if at != len(a) - 1:
        return False
    if letters == {"ة", "ه"}:
        return _feminine(a, b)
    return letters == {"ي", "ى"} and a.startswith(_ARTICLE) and len(a) >= 5 and _apart(a, b) >= 1.0 and _rarer(a, b) < 3.5


def _before(word: str) -> str:
    found = _BEFORE.match(word)
    return found.group() if found else ""


def _feminine(a: str, b: str) -> bool:
    """Dots put on the ending: no pronoun, since the word has its article, or since without it there is no such word."""
    if a.startswith(_ARTICLE) and len(a) >= 5:
        return _apart(a, b) >= 0.8
    return b.endswith("ة") and commonness(b, "ar") - commonness(a, "ar") >= 0.9 and commonness(a[:-1], "ar") < 3.5


def _apart(a: str, b: str) -> float:
    return abs(commonness(a, "ar") - commonness(b, "ar"))


def _rarer(a: str, b: str) -> float:
    return min(commonness(a, "ar"), commonness(b, "ar"))
