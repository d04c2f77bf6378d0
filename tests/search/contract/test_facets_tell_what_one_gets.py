"""What a facet counts of a value is what is found with it chosen: works, each once in however many languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from search.documents import IndexDocument, SearchRequest, Sort
from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.meaning.encoders import knows
from search.querying import Query
from tests.search.contract.conftest import throw_away
from tests.search.contract.works import LANGUAGES, asked, work

WORDS = {
    "en": ["star", "light", "comet", "planet", "gas", "orbit", "moon", "dust"],
    "fr": ["étoile", "lumière", "comète", "planète", "gaz", "orbite", "lune", "poussière"],
    "ru": ["звезда", "свет", "комета", "планета", "газ", "орбита", "луна", "пыль"],
    "zh-hans": ["恒星", "光线", "彗星", "行星", "气体", "轨道", "月球", "尘埃"],
}
VALUES = {
    "level": ["children", "school", "adult"],
    "subject": ["astronomy", "physics", "botany", "history"],
    "state": ["new", "old"],
}
FACETS = ("kind", "lang", *VALUES)
# What a glossary would say.
TRANSLATIONS = tuple((lang, Query.of(words[0])) for lang, words in (("fr", WORDS["fr"]), ("zh", WORDS["zh-hans"])))


def many() -> Iterator[IndexDocument]:
    """Works in one to four languages, that differ in what they are filed under."""
    rnd, number = Random(5), 0  # noqa: S311  (nothing secret)
    for group in range(60):
        kind = rnd.choice(["article", "exhibit", "fiction"])
        for lang in rnd.sample(list(WORDS), rnd.randint(1, 4)):
            number += 1
            words = [rnd.choice(WORDS[lang]) for _word in range(rnd.randint(2, 9))]
            tags = {name: rnd.sample(values, rnd.randint(0, 2)) for name, values in VALUES.items()}
            yield work(number, words[0], " ".join(words), lang=lang, group=f"g{group}", kind=kind, tags=tags)


@pytest.fixture(scope="module", params=["embedded", "elasticsearch"])
def filed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "embedded":
        engine: Engine = EmbeddedEngine(tmp_path_factory.mktemp("filed"))
        engine.rebuild(many())
        yield engine
        return
    with throw_away(request.getfixturevalue("server")) as engine:
        engine.rebuild(many())
        yield engine


def requests(count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Queries, and what is chosen already."""
    rnd = Random(7)  # noqa: S311  (nothing secret)
    for _time in range(count):
        query = " ".join(rnd.sample(WORDS["en"], rnd.randint(1, 3)))
        names = rnd.sample(["kind", "lang", *VALUES], rnd.randint(0, 2))
        values = {**VALUES, "kind": ["article", "fiction"], "lang": list(WORDS)}
        filters = tuple((name, tuple(rnd.sample(values[name], rnd.randint(1, 2)))) for name in names)
        yield query, {"filters": filters, "translations": rnd.choice([(), TRANSLATIONS]), "sort": rnd.choice(list(Sort))}


def tell_what_one_gets(engine: Engine, count: int) -> None:
    seen = 0
    for query, more in requests(count):
        request = SearchRequest(Query.of(query), LANGUAGES, "en", limit=400, facets=FACETS, **more)
        answer = engine.search(request)
        assert answer.counted is not None
        assert answer.counted.works == len({hit.group for hit in answer.hits})
        for name, values in answer.counted.facets.items():
            others = tuple(pair for pair in request.filters if pair[0] != name)
            for value, said in values.items():
                chosen = engine.search(replace(request, filters=(*others, (name, (value,))), facets=()))
                assert said == len({hit.group for hit in chosen.hits}), (query, more, name, value)
                seen += said > 1
    assert seen > count


def test_each_value_leaves_as_many_works_as_it_says(filed: Engine) -> None:
    tell_what_one_gets(filed, 40)


def test_a_work_in_four_languages_counts_once(engine: Engine) -> None:
    engine.rebuild([work(number, "X42", lang=lang, group="one", tags={"level": ["school"]}) for number, lang in enumerate(WORDS)])

    answer = asked(engine, "X42", "", facets=("kind", "level", "lang"))

    assert len(answer.hits) == 4
    assert answer.counted is not None
    assert answer.counted.works == 1
    assert answer.counted.facets == {"kind": {"article": 1}, "level": {"school": 1}, "lang": dict.fromkeys(WORDS, 1)}


def test_of_very_many_documents_works_are_reckoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = EmbeddedEngine(tmp_path / "filed")
    engine.rebuild(many())
    request = SearchRequest(Query.of("star étoile звезда 恒星"), LANGUAGES, limit=400, facets=FACETS)
    exact = engine.search(request).counted
    monkeypatch.setattr("search.engines.embedded.engine.MOST_EXACT", 10)

    rough = engine.search(request).counted

    assert exact is not None
    assert rough is not None
    assert rough.works == exact.works
    assert rough.facets["lang"] == exact.facets["lang"]
    assert rough.facets.keys() == exact.facets.keys()
    for name, values in exact.facets.items():
        assert rough.facets[name] == pytest.approx(values, rel=0.5, abs=1)
    assert rough.facets != exact.facets


def test_what_is_found_by_meaning_is_counted_too(filed: Engine, tmp_path: Path) -> None:
    pytest.importorskip("numpy", reason="NumPy comes with an encoder")
    from search.meaning import MeaningEngine, Vectors
    from tests.search.meaning.test_vectors import Letters

    encoder = Letters()
    encoder.languages = frozenset(("en", "fr", "ru", "zh"))
    assert knows(encoder, "zh-hans")
    vectors = Vectors(tmp_path / "vectors", encoder)
    vectors.follow(many())
    crossing = MeaningEngine(filed, vectors)
    assert crossing.search(SearchRequest(Query.of("star"), LANGUAGES, "en")).by_meaning

    tell_what_one_gets(crossing, 15)
