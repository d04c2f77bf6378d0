"""Of the cases written by hand, 98 in a hundred hold; those that don't are printed."""

from __future__ import annotations

import pytest

from search.documents import SearchRequest
from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.querying import parse
from tests.search.robustness.cases import Case, Suite, load

SUITE = load()
HOLD = 0.98


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("robustness"))
    engine.rebuild(SUITE.documents)
    return engine


def answered(engine: Engine, suite: Suite, case: Case) -> list[str]:
    languages, lang = ((case.lang,), case.lang) if case.mode == "filtered" else (suite.languages, "")
    answer = engine.search(SearchRequest(parse(case.query), languages, lang, limit=30))
    return [suite.names[hit.id] for hit in answer.hits]


def holds(case: Case, found: list[str]) -> bool:
    return found[:1] == [case.first] and not set(case.never) & set(found)


def test_what_must_come_first_does(engine: Engine) -> None:
    found = {case: answered(engine, SUITE, case) for case in SUITE.cases}
    failing = [f"{case}, found {names[:3]}" for case, names in found.items() if not holds(case, names)]
    print(f"{len(SUITE.cases) - len(failing)} of {len(SUITE.cases)} cases hold", *failing, sep="\n")

    assert len(failing) <= (1 - HOLD) * len(SUITE.cases), "\n".join(failing)


def test_the_cases_are_many_and_of_many_languages() -> None:
    assert len(SUITE.cases) >= 180
    assert len(SUITE.languages) >= 16


@pytest.mark.parametrize("lang", SUITE.languages)
def test_first_means_something(lang: str) -> None:
    assert sum(1 for document in SUITE.documents if document.lang == lang) >= 10
