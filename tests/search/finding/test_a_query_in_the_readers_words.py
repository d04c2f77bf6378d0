"""The query language as each language's readers know it: its names of fields, and the examples that the page gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from content.core.facets import facets, said
from search.finding.grammar import NAMES, grammar
from search.querying import Between, Either, FieldIs, Part, Without, parse
from search.querying.fields import folded

LANGUAGES = ["en", *settings.ORRERY_COMPLETE_CATALOGUES]
EXAMPLES: list[tuple[str, Callable[[Part], bool]]] = [
    ("star -dwarf", lambda part: isinstance(part, Without)),
    ("Mars OR Venus", lambda part: isinstance(part, Either) and len(part.parts) == 2),
    ("title:Moon", lambda part: isinstance(part, FieldIs) and part.name == "title"),
    ("date:2020..2024", lambda part: part == Between("date", date(2020, 1, 1), date(2024, 12, 31))),
]


def names(lang: str) -> list[tuple[str, str]]:
    return [(field, name) for field, names in NAMES.items() for name in said(names, lang).split("|")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_name_of_a_field_can_be_typed_and_means_that_field(lang: str) -> None:
    known = grammar(lang).fields

    assert [(field, name) for field, name in names(lang) if known.get(folded(name)) != field] == []
    assert [name for _field, name in names(lang) if not name or ":" in name or len(name.split()) != 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_means_two_fields(lang: str) -> None:
    meant = defaultdict(set)
    for field, name in names(lang):
        meant[folded(name)].add(field)

    assert {name: fields for name, fields in meant.items() if len(fields) > 1} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_facet_is_called_narrows_by_it(lang: str) -> None:
    """Years are days of publication to who types them."""
    known = grammar(lang).fields
    named = [facet for facet in facets() if facet.name != "year"]

    assert [facet.name for facet in named if known[folded(said(facet.label, lang))] != facet.name] == []


@pytest.mark.parametrize("lang", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize(("example", "is_so"), EXAMPLES, ids=[text for text, _is_so in EXAMPLES])
def test_the_page_gives_examples_that_are_read_as_it_says(lang: str, example: str, is_so: Callable[[Part], bool]) -> None:
    with translation.override(lang):
        text = translation.gettext(example)

    assert is_so(parse(text, grammar(lang)).parts[-1]), text
