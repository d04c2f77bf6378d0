"""The advanced form: what its fields ask for, written as a query."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from search.finding.composing import composed
from search.querying import Grammar, parse, write

GRAMMAR = Grammar()
FIELDS = ("all", "phrase", "any", "without", "title", "contributor", "subject", "kind", "lang", "from", "until")


@pytest.mark.parametrize(
    ("filled", "written"),
    [
        ({"all": "black hole"}, "black hole"),
        ({"phrase": '"event horizon"'}, '"event horizon"'),
        ({"all": "moon", "from": "nonsense", "until": "2020"}, "moon date:..2020-12-31"),
        ({"any": "Mars Venus"}, "Mars OR Venus"),
        ({"any": "Mars “red planet”"}, 'Mars OR "red planet"'),
        ({"any": "Mars OR Venus"}, "Mars OR Venus"),
        ({"all": "star", "without": "dwarf 2020"}, 'star -dwarf -"2020"'),
        ({"title": "Moon", "contributor": "Ada Lovelace"}, "title:Moon contributor:Ada contributor:Lovelace"),
        ({"kind": "article", "lang": "zh-hans"}, "kind:article lang:zh-hans"),
        ({"from": "2020", "until": "2024"}, "date:2020..2024"),
        ({"from": "2020-05"}, "date:2020-05-01.."),
        ({"until": "yesterday"}, ""),
        ({}, ""),
    ],
)
def test_each_field_has_its_syntax(filled: dict[str, str], written: str) -> None:
    assert composed(filled, GRAMMAR) == written


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30)))
def test_what_it_writes_is_read_as_it_was_meant(filled: dict[str, str]) -> None:
    text = composed(filled, GRAMMAR)

    assert write(parse(text, GRAMMAR)) == text


@pytest.mark.django_db
def test_the_form_leads_to_the_results() -> None:
    answer = Client().get("/en/search/advanced", {"any": "Mars Venus", "without": "Pluto"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/search/?q=Mars+OR+Venus+-Pluto")


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["月" * 1900, "𠀀" * 1900, "月 " * 900])
def test_a_form_filled_with_a_whole_page_leads_to_the_results_too(word: str) -> None:
    answer = Client().get("/en/search/advanced", {"all": word, "title": word})

    assert answer.status_code == 302
