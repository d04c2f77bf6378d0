"""What always counts as meaning: numbers with their signs and units, formulae, negations, comparatives, quantities."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from content.review.grading.han import simplified
from content.review.grading.science import UNITS
from content.review.grading.vocabulary import base_of, han, vocabulary

# A number with the sign before it and what stands close behind it. Digits of every script count.
_NUMBER = regex.compile(r"[\p{Sc}±~～≈<>≤≥+\-−–]?\p{N}(?:[\p{N}\p{M}.,:/٫٬'’·×^+\-−–~～]*\p{N})?\s?[%‰°℃℉′″]?")
_SYMBOL = regex.compile(r"[\p{Sm}\p{Sc}\p{So}\p{No}\p{Nl}%‰°]")
_GREEK = regex.compile(r"(?<!\p{Greek})\p{Greek}(?!\p{Greek})")
# Acronyms, formulae and units in letters: two capitals, or a capital inside a word.
_FORMULA = regex.compile(r"(?:\p{L}*\p{Ll}\p{Lu}\p{L}*|\p{Lu}{2,}\p{L}*|\b\p{Lu}\b)")
# What leads elsewhere or is set by a machine: addresses, Markdown's links, images, notes and code, formulae in TeX.
_LINK = regex.compile(
    r"\p{L}[\p{L}\d+.-]*://[^\s<>()\[\]]+|\bwww\.[^\s<>()\[\]]+|[\w.+-]+@[\w-]+\.[\w.-]+|\b10\.\d{4,}/\S+|!?\[[^\]]*\]\([^)]*\)"
    r"|\[\^?[^\]\s]{1,12}\]|\$[^$]+\$|\\\p{L}+|`[^`]+`|</?\p{L}[^>]*>|\b[\w-]+\.(?:com|org|net|edu|gov|int|info|png|jpe?g|svg|gif|webp|pdf)\b"
)
_TARGET = regex.compile(r"\]\(([^)]*)\)")
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’]\p{L}+)*")


def hard_signs(old: str, new: str, lang: str) -> Iterable[str]:
    """The reasons for which the change is one of meaning, whatever else it is."""
    for reason, of in (("number", _numbers), ("symbol", _symbols), ("formula", _formulae), ("unit", _units), ("link", _links)):
        if of(old) != of(new):
            yield reason
    words_old, words_new = _hard_words(old, lang), _hard_words(new, lang)
    if words_old != words_new:
        yield "negation, comparison or quantity"
    if _hard_han(old, lang) != _hard_han(new, lang):
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


def _links(text: str) -> list[str]:
    """Where the text leads; what a link is called is text like any other."""
    return [target.group(1) if (target := _TARGET.search(match.group())) else match.group() for match in _LINK.finditer(text)]


def _hard_words(text: str, lang: str) -> list[str]:
    words = [_plain(word.casefold().replace("’", "'"), lang) for word in _WORD.findall(text)]
    hard = _plain_hard(base_of(lang))
    return [word for word in words if word in hard or word.endswith("n't")]


@cache
def _plain_hard(base: str) -> frozenset[str]:
    return frozenset(_plain(word, base) for word in vocabulary(base).hard)


@cache
def _plain(word: str, lang: str) -> str:
    """Arabic as hasty hands write it: without hamza on the alif, dots on the ending, or vowels."""
    return vocabulary(lang).spelt_alike(word) if base_of(lang) == "ar" else word


def _hard_han(text: str, lang: str) -> list[str]:
    """In Chinese, a character counts in whichever form it is written."""
    hard = han().hard
    return [simplified(letter) if base_of(lang) == "zh" else letter for letter in text if letter in hard]
