"""Where words stand in a text, in whatever form they are written: by folded stems, Han by its characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from search.analysis import family
from search.analysis.folding import fold_han, fold_word, without_article
from search.analysis.stemming import stem

_SINGLE = r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_UNIT = regex.compile(rf"{_SINGLE}\p{{M}}*|(?:(?!{_SINGLE})[\p{{L}}\p{{M}}\p{{N}}])+")


@dataclass(frozen=True)
class Unit:
    """A word, or a character of a script without spaces; two with the same `form` are the same word."""

    start: int
    end: int
    form: str


def units(text: str, lang: str) -> list[Unit]:
    tag = family(lang)
    found = ((match.start(), match.end(), _form(match.group(), tag)) for match in _UNIT.finditer(text))
    return [Unit(start, end, form) for start, end, form in found if form]


def forms(text: str, lang: str) -> tuple[str, ...]:
    return tuple(unit.form for unit in units(text, lang))


def holds(text: Sequence[str], words: Sequence[str]) -> bool:
    """Whether these forms stand in the text's, one after the other."""
    size = len(words)
    return any(tuple(text[place : place + size]) == tuple(words) for place in range(len(text) - size + 1))


def _form(word: str, tag: str) -> str:
    folded = fold_word(fold_han(unicodedata.normalize("NFKC", word)), tag)
    return stem(without_article(folded) if tag != "ug" else folded, tag)
