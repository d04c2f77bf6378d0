"""Editors publish and readers search while Elasticsearch is away, and it catches up when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from search.documents import SearchRequest
from search.engines.base import EngineUnavailable
from search.engines.elastic import ElasticEngine, client
from search.engines.elastic.client import connection
from search.engines.elastic.mapping import WORDS_LAYOUT
from search.engines.elastic.places import Places
from search.finding import find
from search.indexing import catch_up, engines, followers, indices
from search.indexing.checking import check
from search.models import Outbox
from search.querying import Query
from tests.cast import Cast, article, published, withdrawn
from tests.search.contract.lines import Line
from tests.search.contract.works import found, work


@pytest.fixture
def line(server: str) -> Iterator[Line]:
    with Line(server) as line:
        yield line


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever found the server gone asks again at once."""
    monkeypatch.setattr(client, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr("search.indexing.outbox.REST", 0.0)


@pytest.fixture
def site(settings: Any, line: Line, elastic: ElasticEngine, at_once: None, fresh_index: None) -> Iterator[Line]:
    """The site with Elasticsearch switched on, behind a line that can be cut."""
    settings.ELASTICSEARCH_URL = line.url
    settings.ORRERY_ELASTICSEARCH_INDEX = elastic.index
    catch_up()
    yield line
    line.mend()
    for index in indices():
        one = index.engine()
        if isinstance(one, ElasticEngine):
            one.remove()


def answer(place: int, query: str) -> list[int]:
    """What one of the engines answers alone: Elasticsearch is the first, the embedded one the second."""
    return [hit.id for hit in engines()[place].search(SearchRequest(Query.of(query), ("en",), "en")).hits]


def shown(query: str) -> list[str]:
    return [result.card.title for result in find(query, "en").results]


@pytest.mark.django_db
def test_both_engines_hold_what_is_published(cast: Cast, site: Line) -> None:
    work = published(cast, article(cast))
    catch_up()

    assert answer(0, "hot gas") == answer(1, "hot gas") == [work.pk]
    assert not Outbox.objects.exists()
    assert all(not check(index).findings for index in indices())
    assert "<mark>hot</mark>" in Client().get("/en/search/?q=hot+gas").content.decode()


@pytest.mark.django_db
def test_with_the_server_gone_works_are_published_and_found_and_it_catches_up_by_itself(cast: Cast, site: Line) -> None:
    first = published(cast, article(cast))
    catch_up()
    site.cut()

    withdrawn(cast, first)
    second = published(cast, article(cast, title="How planets form"))
    assert not catch_up()

    assert shown("hot gas") == ["How planets form"]
    assert Client().get("/en/search/?q=planets").status_code == 200
    assert set(Outbox.objects.values_list("index", flat=True)) == {"elasticsearch.public", "elasticsearch.draft"}

    site.mend()
    assert catch_up()
    assert answer(0, "hot gas") == [second.pk]
    assert not Outbox.objects.exists()
    assert all(not check(index).findings for index in indices())


@pytest.mark.django_db
def test_a_line_cut_amid_a_rebuild_leaves_the_old_index_and_loses_nothing(cast: Cast, site: Line) -> None:
    published(cast, article(cast))
    catch_up()
    elastic = engines()[0]
    site.cut(after=60_000)

    with pytest.raises(EngineUnavailable):
        elastic.rebuild(work(pk, f"comet {pk}", "ice and dust " * 50) for pk in range(10_001, 11_001))

    site.mend()
    assert answer(0, "comet") == []
    assert len(answer(0, "hot gas")) == 1
    assert catch_up()
    assert all(not check(index).findings for index in indices())


def test_a_server_that_did_not_answer_is_not_asked_again_for_a_while(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PAUSE_SECONDS", 3600.0)
    engine = ElasticEngine(line.url, "orrery-test-gone")
    line.cut()
    with pytest.raises(EngineUnavailable, match="doesn't answer"):
        engine.fingerprints()
    line.mend()

    with pytest.raises(EngineUnavailable, match="a moment ago"):
        engine.fingerprints()


@pytest.mark.django_db
def test_with_the_server_hanging_works_are_published_and_found_and_it_catches_up_by_itself(
    cast: Cast, site: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(cast, article(cast))
    catch_up()
    monkeypatch.setattr(client, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(client, "BACK_SECONDS", 0.2)
    site.hang()

    assert shown("hot gas") == ["How stars shine"]
    second = published(cast, article(cast, title="How planets form"))
    assert not catch_up()
    assert shown("planets") == ["How planets form"]
    assert "How planets form" in Client().get("/en/search/?q=planets").content.decode()
    assert Outbox.objects.filter(index="elasticsearch.public", work_id=second.pk).exists()

    monkeypatch.setattr(client, "ANSWER_SECONDS", 60.0)
    monkeypatch.setattr(client, "BACK_SECONDS", 60.0)
    site.mend()
    assert catch_up()
    assert second.pk in answer(0, "planets")
    assert all(not check(index).findings for index in indices())


def test_who_comes_while_others_wait_in_vain_does_not_wait(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "SLOW_SECONDS", -1.0)
    connection = client.Connection(line.url)

    with connection.client(), pytest.raises(EngineUnavailable, match="others ask"), connection.client():
        pass
    with connection.client() as free:
        assert free.info()


def test_a_server_that_hung_shows_that_it_is_back_before_a_search_waits_for_it(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(client, "BACK_SECONDS", 0.2)
    connection = client.Connection(line.url)
    line.hang()
    with pytest.raises(EngineUnavailable), connection.client(0.2) as asked:
        asked.info()

    asked_of: list[Any] = []
    with pytest.raises(EngineUnavailable), connection.client() as hung:
        asked_of.append(hung)
    assert not asked_of

    line.mend()
    with connection.client() as back:
        assert back.info()


def test_the_longer_a_server_is_silent_the_less_often_it_is_asked(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(client.time, "monotonic", lambda: now)
    connection = client.Connection(line.url)
    line.cut()

    def says() -> str:
        with pytest.raises(EngineUnavailable) as error, connection.client() as asked:
            asked.info()
        return str(error.value)

    answers = []
    for seconds in (0, 4, 6, 9, 11):
        now += seconds
        answers.append("a moment ago" in says())

    assert answers == [False, True, False, True, False]


def test_an_index_of_another_format_does_not_answer(elastic: ElasticEngine) -> None:
    places = Places(elastic.index, layout=replace(WORDS_LAYOUT, format="another"))
    with connection(elastic.url).client(60) as client:
        places.swap(client, places.create(client))
    fresh = ElasticEngine(elastic.url, elastic.index)

    assert not fresh.is_usable()
    with pytest.raises(EngineUnavailable, match="format"):
        found(fresh, "star")


def test_without_a_server_only_the_embedded_index_follows() -> None:
    assert {index.kind for index in indices()} == {"embedded"}
    assert not any(follower.name.startswith("elasticsearch") for follower in followers())
