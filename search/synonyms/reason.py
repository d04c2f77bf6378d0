"""Why a result answers that holds none of the words that were asked for."""

from __future__ import annotations

from collections.abc import Iterable

from search.analysis import family
from search.reasons import BySynonym
from search.synonyms.expanding import Applied
from search.synonyms.matching import forms, holds


def by_synonym(applied: Iterable[Applied], texts: Iterable[str], lang: str) -> list[BySynonym]:
    """The synonyms that a text of a language holds where it doesn't hold what was asked for."""
    declared = [each for each in applied if each.lang == family(lang)]
    if not declared:
        return []
    read = [form for text in texts for form in (*forms(text, lang), "")]
    return [
        BySynonym(each.asked, each.instead)
        for each in declared
        if holds(read, forms(each.instead, lang)) and not holds(read, forms(each.asked, lang))
    ]
