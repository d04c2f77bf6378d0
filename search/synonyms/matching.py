"""Where words stand in a text, in whatever form they are written: by folded stems, Han by its characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis import family
from search.analysis.folding import without_article
from search.analysis.stemming import stem
from search.analysis.units import UNIT, fold_unit


@dataclass(frozen=True)
class Unit:
    """A word, or a character of a script without spaces; two with the same `form` are the same word."""

    start: int
    end: int
    form: str


def units(text: str, lang: str) -> list[Unit]:
    tag = family(lang)
    found = ((match.start(), match.end(), _form(match.group(), tag)) for match in UNIT.finditer(text))
    return [Unit(start, end, form) for start, end, form in found if form]


def forms(text: str, lang: str) -> tuple[str, ...]:
    return tuple(unit.form for unit in units(text, lang))


def holds(text: Sequence[str], words: Sequence[str]) -> bool:
    """Whether these forms stand in the text's, one after the other."""
    size = len(words)
    return any(tuple(text[place : place + size]) == tuple(words) for place in range(len(text) - size + 1))


def _form(word: str, tag: str) -> str:
    folded = fold_unit(word, tag)
    return stem(without_article(folded) if tag != "ug" else folded, tag)
