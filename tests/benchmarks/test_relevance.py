"""How good search is on passages and queries whose answers are known, beside Wagtail's own database search.

ORRERY_RELEVANCE names a folder with `corpus.jsonl.gz` and `queries.jsonl.gz`, in the format of `search_eval`; the data
isn't part of the project. ORRERY_BENCH_ENGINE measures another engine; ORRERY_BENCH_QUERIES asks so many queries, evenly
from all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from wagtail.models import Page

from search.evaluation.data import Passage, Question, passages_of, questions_of
from search.evaluation.measures import Answered, by_type, percentiles
from search.evaluation.running import Evaluation, Mode, evaluate
from tests.benchmarks.wagtail_search import FIELDS, WagtailSearch

pytestmark = pytest.mark.benchmark
FOLDER = os.environ.get("ORRERY_RELEVANCE", "")
ENGINE = os.environ.get("ORRERY_BENCH_ENGINE", "embedded")
QUERIES = int(os.environ.get("ORRERY_BENCH_QUERIES", "0"))
TYPES = ("q", "kw", "ans", "typo", "var")
GOALS = {Mode.FILTERED: (0.940, 0.785, 0.940, 0.800, 0.805), Mode.ALL: (0.920, 0.735, 0.900, 0.680, 0.770)}
# Wagtail's search takes a second a query: so many are asked, evenly from all.
ASKED_OF_WAGTAIL = 100


@pytest.fixture(scope="module")
def data() -> tuple[list[Passage], list[Question]]:
    if not FOLDER:
        pytest.skip("ORRERY_RELEVANCE names no folder with passages and queries")
    questions = questions_of(Path(FOLDER) / "queries.jsonl.gz")
    return passages_of(Path(FOLDER) / "corpus.jsonl.gz"), evenly(questions, QUERIES or len(questions))


def evenly(questions: list[Question], count: int) -> list[Question]:
    return questions[:: max(1, len(questions) // count)]


def line(name: str, answers: Iterable[Answered]) -> str:
    answers = list(answers)
    types, ms = by_type(answers), percentiles(each.ms for each in answers)
    zero = sum(not each.found for each in answers) / len(answers)
    scores = " ".join(f"{types[kind]['mrr10']:6.3f}" if kind in types else "     –" for kind in TYPES)
    return f"{name:34} {scores}   {zero:6.1%}   {ms['p50']:7.1f} {ms['p95']:8.1f}"


def head() -> str:
    return f"{'MRR@10':34} {' '.join(f'{kind:>6}' for kind in TYPES)}   no answer   p50      p95 ms"


def cost(found: Evaluation) -> str:
    text, seconds = found.text_bytes, found.index_seconds
    return f"{found.docs} passages, {found.docs / seconds:.0f}/s, index {found.index_bytes / text:.2f} x the text"


def test_print_how_good_answers_are(data: tuple[list[Passage], list[Question]], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{ENGINE}\n{head()}")
        for mode, goals in GOALS.items():
            found = evaluate(ENGINE, *data, mode)
            print(line(f"language {'given' if mode is Mode.FILTERED else 'not given'}", found.answers))
            print(f"{'  goal':34} {' '.join(f'{goal:6.3f}' for goal in goals)}")
        print(cost(found))


@pytest.mark.django_db
def test_print_wagtails_own_search_on_the_same(
    data: tuple[list[Passage], list[Question]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passages, questions = data
    some = evenly(questions, ASKED_OF_WAGTAIL)
    monkeypatch.setattr(Page, "search_fields", FIELDS)
    with capsys.disabled():
        print(f"\n{len(some)} queries, language given\n{head()}")
        print(line(ENGINE, evaluate(ENGINE, passages, some, Mode.FILTERED).answers))
        wagtail = WagtailSearch(passages)
        for operator in ("and", "or"):
            print(
                line(
                    f"Wagtail on SQLite ({operator})", [wagtail.answered(each, operator=operator, filtered=True) for each in some]
                )
            )
        print(f"Wagtail indexes {len(passages) / wagtail.seconds:.0f} passages a second")
