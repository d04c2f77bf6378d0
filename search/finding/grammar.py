"""The query language as this site's readers know it: fields by their names in all of its languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.translation import pgettext_lazy

from content.core.facets import facets, said
from search.languages import all_codes
from search.querying import Grammar

# What people call them; what a list of results calls its facets is known besides.
NAMES = {
    "title": pgettext_lazy("names of a search field, separated by |", "title"),
    "body": pgettext_lazy("names of a search field, separated by |", "text"),
    "contributor": pgettext_lazy("names of a search field, separated by |", "author|contributor|translator"),
    "subject": pgettext_lazy("names of a search field, separated by |", "subject|topic"),
    "term": pgettext_lazy("names of a search field, separated by |", "term|keyword"),
    "kind": pgettext_lazy("names of a search field, separated by |", "type"),
    "lang": pgettext_lazy("names of a search field, separated by |", "language"),
    "level": pgettext_lazy("names of a search field, separated by |", "level|audience"),
    "institution": pgettext_lazy("names of a search field, separated by |", "institution|museum"),
    "place": pgettext_lazy("names of a search field, separated by |", "place"),
    "licence": pgettext_lazy("names of a search field, separated by |", "licence"),
    "identifier": pgettext_lazy("names of a search field, separated by |", "identifier"),
    "period": pgettext_lazy("names of a search field, separated by |", "period|century"),
    "state": pgettext_lazy("names of a search field, separated by |", "state|review"),
    "series": pgettext_lazy("names of a search field, separated by |", "series"),
    "date": pgettext_lazy("names of a search field, separated by |", "date|year|published"),
}
# One letter alone is OR in the language it belongs to; elsewhere it is a blood group, oxygen, a name.
OR_WORDS = {
    "en": ("OR",),
    "fr": ("OU",),
    "pt": ("OU",),
    "es": ("O",),
    "de": ("ODER",),
    "ru": ("ИЛИ",),
    "mn": ("ЭСВЭЛ",),
    "ar": ("أو",),
    "ug": ("ياكى",),
    "zh-hans": ("或", "或者"),
    "zh-hant": ("或", "或者"),
    "ja": ("または",),
    "ko": ("또는",),
    "hi": ("या",),
}


@cache
def grammar(lang: str) -> Grammar:
    """For a reader of `lang`; all languages' names are known."""
    codes = list(dict.fromkeys([lang, *all_codes()] if lang else all_codes()))
    words = [word for code in codes for word in OR_WORDS.get(code, ()) if len(word) > 1 or code == lang or not word.isupper()]
    return Grammar.of((pair for code in codes for pair in _names(code)), words)


def _names(code: str) -> Iterator[tuple[str, str]]:
    for canonical, names in NAMES.items():
        for name in said(names, code).split("|"):
            yield canonical, name
    for facet in facets():
        yield facet.name, said(facet.label, code)
