"""Tibetan syllables: a tsheg left off is a slip where what it leaves is no syllable."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from content.review.grading.alignment import differences

SPACING = ("typo", "tsheg")
# Prefix, stack with its vowel, suffix, second suffix, and the endings that are written on: never more than one vowel.
_SYLLABLE = regex.compile(r"[གདབམའ]?[ཀ-ཬ][\u0f90-\u0fbc]*[\u0f71-\u0f7d\u0f80]?[གངདནབམའརལས]?[སད]?(?:འི|འོ|འུ|འང|འམ)?[\u0f7e\u0f7f]?")
_APART = regex.compile(r"[་༌\s།༎༑༔]+")


def findings(old: str, new: str) -> Iterable[tuple[str, str]]:
    """For texts that differ in the marks between syllables: whether other syllables are read."""
    before, after = _syllables(old), _syllables(new)
    for kind, i1, i2, j1, j2 in differences(before, after):
        one, two = before[i1:i2], after[j1:j2]
        if kind == "replace" and "".join(one) == "".join(two):
            yield SPACING if len(one) != len(two) and not _both_read(one, two) else ("meaning", "syllables")


def _syllables(text: str) -> list[str]:
    return [syllable for syllable in _APART.split(text) if syllable]


def _both_read(one: list[str], two: list[str]) -> bool:
    return all(_SYLLABLE.fullmatch(syllable) for syllable in (*one, *two))
