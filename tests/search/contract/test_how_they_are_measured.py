from __future__ import annotations

from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search.evaluation.data import Passage, Question
from search.evaluation.running import Mode, evaluate

TEXTS = ["Stars, stars and more stars shine.", "A star is a ball of plasma.", "Starfish live in the sea, starfish everywhere."]
PASSAGES = [Passage(number, str(number), "en", "", text, str(number)) for number, text in enumerate(TEXTS, 1)]
QUESTIONS = [Question(query, "made", "en", "kw", query, frozenset({"1"})) for query in ("stars shine", "starfsh", "plasma ball")]


def left(server: str) -> set[str]:
    with Elasticsearch(server) as client:
        return set(client.indices.get_alias(index="orrery-evaluation-*"))


def test_both_engines_find_the_same_with_the_same_scores(server: str, settings: Any) -> None:
    settings.ELASTICSEARCH_URL = server
    before = left(server)
    found = {name: evaluate(name, PASSAGES, QUESTIONS, Mode.FILTERED) for name in ("embedded", "elasticsearch")}
    rows = {name: [row[:3] for row in each.run()] for name, each in found.items()}
    scores = {name: [row[3] for row in each.run()] for name, each in found.items()}
    assert rows["elasticsearch"] == rows["embedded"] != []
    assert scores["elasticsearch"] == pytest.approx(scores["embedded"], rel=1e-4)
    assert found["elasticsearch"].index_bytes > 0
    assert left(server) <= before


def test_an_evaluation_that_fails_leaves_no_index(server: str, settings: Any) -> None:
    settings.ELASTICSEARCH_URL = server
    before = left(server)
    with pytest.raises(AttributeError):
        evaluate("elasticsearch", PASSAGES, [None], Mode.FILTERED)  # type: ignore[list-item]
    assert left(server) <= before
