"""Whether a string that no list has may be a form of a word that they have: излучавший, of излучать."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from content.review.grading.lexicon import NOT_RARE, commonness, realness, words_of
from content.review.grading.vocabulary import base_of

LONGEST_ENDING = 6
KNOWN = 1.0
COMMON = 3.5
STEM = 4
# So many words of a hundred with one ending have the other, too, where both belong to one pattern.
SHARE = 0.1
ENOUGH = 4


@cache
def may_be_a_form(wrong: str, right: str, lang: str) -> bool:
    """Whether a listed word begins as `wrong` does and `right` doesn't, and other words have both its ending and this one."""
    start = 0
    while start < min(len(wrong), len(right)) and wrong[start] == right[start]:
        start += 1
    # The slips of a common word are in the lists, too.
    least = NOT_RARE if commonness(right, lang) >= COMMON else KNOWN
    return any(
        _alternate(wrong[at:], fellow[at:], base_of(lang))
        for at in range(max(start + 1, STEM, len(wrong) - LONGEST_ENDING), len(wrong) + 1)
        if not right.startswith(wrong[:at])
        for fellow in _beginning_with(wrong[:at], base_of(lang))
        if len(fellow) <= at + LONGEST_ENDING and commonness(fellow, lang) >= least
    )


def _beginning_with(stem: str, base: str) -> Iterator[str]:
    words = _in_order(base)
    at = bisect_left(words, stem)
    while at < len(words) and words[at].startswith(stem):
        yield words[at]
        at += 1


@cache
def _in_order(base: str) -> list[str]:
    return sorted(word for word, common in words_of(base).items() if common >= KNOWN and realness(word, base) >= KNOWN)


@cache
def _backwards(base: str) -> list[str]:
    return sorted(word[::-1] for word in _in_order(base))


@cache
def _stems(ending: str, base: str) -> list[str]:
    """The words with this ending, without it."""
    words, tail = _backwards(base), ending[::-1]
    at = bisect_left(words, tail)
    found: list[str] = []
    while at < len(words) and words[at].startswith(tail):
        found.append(words[at][len(tail) :][::-1])
        at += 1
    return [stem for stem in found if len(stem) >= STEM - 1]


@cache
def _alternate(ending: str, other: str, base: str) -> bool:
    stems = _stems(ending, base)[:2000]
    both = sum(words_of(base).get(stem + other, 0) >= KNOWN for stem in stems)
    return both >= ENOUGH and both / len(stems) >= SHARE
