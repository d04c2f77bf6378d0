"""No string whatever is an error: not for the parser, the planner, the engine, nor the page of results."""

from __future__ import annotations

from urllib.parse import quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import SearchRequest
from search.engines.embedded import EmbeddedEngine
from search.querying import parse
from tests.cast import Cast, article, published
from tests.search.robustness.cases import load
from tests.search.robustness.strings import OPERATORS, odd_strings

LANGUAGES = ("en", "zh-hans", "ar", "fr", "ru", "ja", "ko", "de", "hi", "bo", "ug", "mn")
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=120)
PIECES = st.lists(st.sampled_from(OPERATORS) | st.text(max_size=8), max_size=12).map("".join)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("strings"))
    engine.rebuild(load().documents)
    return engine


def ask(engine: EmbeddedEngine, text: str, lang: str) -> None:
    """As a reader of one language asks, one who takes all languages, and one of whom no language is known."""
    for languages, known in (((lang,), lang), (LANGUAGES, lang), (LANGUAGES, "")):
        engine.search(SearchRequest(parse(text), languages, known, limit=10))


@settings(max_examples=60)
@given(ANYTHING | PIECES, st.sampled_from(LANGUAGES))
def test_the_engine_answers_any_string(engine: EmbeddedEngine, text: str, lang: str) -> None:
    ask(engine, text, lang)


def test_the_engine_answers_odd_strings(engine: EmbeddedEngine) -> None:
    for number, text in enumerate(odd_strings(60)):
        ask(engine, text, LANGUAGES[number % len(LANGUAGES)])


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | PIECES.map(str.encode), st.sampled_from(["en", "zh-hans", "ar"]))
def test_the_page_answers_any_bytes(cast: Cast, typed: bytes, lang: str) -> None:
    answer = Client().get(f"/{lang}/search/?q={quote_from_bytes(typed)}")

    assert answer.status_code == 200


@pytest.mark.django_db
def test_the_page_answers_odd_strings(cast: Cast) -> None:
    published(cast, article(cast))
    for text in odd_strings(18, seed=6):
        sent = text[:3000].encode("utf-8", errors="replace")
        answer = Client().get(f"/en/search/?q={quote_from_bytes(sent)}")

        assert answer.status_code == 200


def test_a_query_of_very_many_parts_is_looked_for_by_its_words(engine: EmbeddedEngine) -> None:
    query = parse('"thermostat" OR ' * 40 + '"a new setting"')

    found = engine.search(SearchRequest(query, ("en",), "en", limit=1))

    assert found.total
