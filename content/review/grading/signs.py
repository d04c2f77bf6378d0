"""What always counts as meaning: numbers with their signs and units, formulae, negations, comparatives, quantities."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from content.review.grading.lists import HARD_HAN, HARD_WORDS, ORTHOGRAPHY, UNITS

# A number with the sign before it and what stands close behind it. Digits of every script count.
_NUMBER = regex.compile(r"[\p{Sc}±~～≈<>≤≥+\-−–]?\p{N}(?:[\p{N}\p{M}.,:/٫٬'’·×^+\-−–~～]*\p{N})?\s?[%‰°℃℉′″]?")
_SYMBOL = regex.compile(r"[\p{Sm}\p{Sc}\p{So}\p{No}\p{Nl}%‰°]")
_GREEK = regex.compile(r"(?<!\p{Greek})\p{Greek}(?!\p{Greek})")
# Acronyms, formulae and units in letters: two capitals, or a capital inside a word.
_FORMULA = regex.compile(r"(?:\p{L}*\p{Ll}\p{Lu}\p{L}*|\p{Lu}{2,}\p{L}*|\b\p{Lu}\b)")
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’]\p{L}+)*")


def hard_signs(old: str, new: str, lang: str) -> Iterable[str]:
    """The reasons for which the change is one of meaning, whatever else it is."""
    for reason, of in (("number", _numbers), ("symbol", _symbols), ("formula", _formulae), ("unit", _units)):
        if of(old) != of(new):
            yield reason
    words_old, words_new = _hard_words(old, lang), _hard_words(new, lang)
    if words_old != words_new:
        yield "negation, comparison or quantity"
    if _hard_han(old) != _hard_han(new):
        yield "negation, comparison or quantity"


def _numbers(text: str) -> list[str]:
    """As they are read: full-width digits and the several dashes between and before figures are one."""
    plain = regex.sub(r"[−–‒]", "-", text.translate(_FULL_WIDTH))
    return [regex.sub(r"\s", "", match.group()) for match in _NUMBER.finditer(plain)]


_FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {ord("．"): ord("."), ord("％"): ord("%")}


def _symbols(text: str) -> list[str]:
    return _SYMBOL.findall(text.replace("−", "-")) + _GREEK.findall(text)


def _formulae(text: str) -> list[str]:
    return [word for word in _FORMULA.findall(text) if len(word) > 1 or word not in "AIÀYOE"]


def _units(text: str) -> list[str]:
    """The word right after a number, where it is a unit."""
    return [match.group(1) for match in _UNIT.finditer(text) if match.group(1) in UNITS]


_UNIT = regex.compile(r"\p{N}\s?((?:\p{L}|µ)+[²³]?)")


def _hard_words(text: str, lang: str) -> list[str]:
    code = lang[:2]
    hard = HARD_WORDS.get(code, frozenset())
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    if code == "ar":
        hard, words = frozenset(_plain(word) for word in hard), [_plain(word) for word in words]
    return [word for word in words if word in hard or word.endswith("n't")]


def _plain(word: str) -> str:
    """Arabic as hasty hands write it: without hamza on the alif, dots on the ending, or vowels."""
    for before, after in ORTHOGRAPHY["ar"]:
        word = regex.sub(before, after, word)
    return word


def _hard_han(text: str) -> list[str]:
    return [letter for letter in text if letter in HARD_HAN]
