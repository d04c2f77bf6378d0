"""Vectors that a server keeps say the same as those in files."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

np = pytest.importorskip("numpy", reason="NumPy comes with an encoder")

from search.documents import SearchRequest  # noqa: E402
from search.engines.base import EngineUnavailable  # noqa: E402
from search.engines.elastic import ElasticEngine  # noqa: E402
from search.indexing import catch_up, compared, followers, indices  # noqa: E402
from search.indexing.checking import check  # noqa: E402
from search.indexing.meaning import vectors as vectors_of  # noqa: E402
from search.meaning import MeaningEngine, Vectors  # noqa: E402
from search.meaning.elastic import ElasticVectors  # noqa: E402
from search.meaning.encoders import ENCODERS  # noqa: E402
from search.querying import Query  # noqa: E402
from tests.cast import Cast, article, published, withdrawn  # noqa: E402
from tests.search.meaning.test_vectors import LANGUAGES, Letters, document  # noqa: E402


@pytest.fixture
def vectors(server: str) -> Iterator[ElasticVectors]:
    made = ElasticVectors(server, f"orrery-test-{uuid.uuid4().hex[:12]}", Letters())
    yield made
    made.remove()


def ids(vectors: ElasticVectors, text: str) -> list[int]:
    return [near.id for near in vectors.nearest(text, LANGUAGES)]


def encoded(vectors: ElasticVectors) -> list[str]:
    assert isinstance(vectors.encoder, Letters)
    return vectors.encoder.encoded


def test_before_they_are_made_they_are_not_there(vectors: ElasticVectors) -> None:
    assert not vectors.is_usable()
    with pytest.raises(EngineUnavailable):
        vectors.nearest("aaa", LANGUAGES)


def test_made_of_nothing_they_are_usable_and_find_nothing(vectors: ElasticVectors) -> None:
    assert vectors.follow([]) == 0
    assert vectors.is_usable()
    assert ids(vectors, "aaa") == []


def test_they_find_what_files_find_as_near_as_those_say(vectors: ElasticVectors, tmp_path: Path) -> None:
    rng = random.Random(3)  # noqa: S311  (nothing secret)
    texts = ["".join(rng.choices("abcdefgh", weights=rng.choices(range(1, 30), k=8), k=12)) for _number in range(60)]
    documents = [document(number, text, LANGUAGES[number % 2], f"g{number}") for number, text in enumerate(texts, 1)]
    files = Vectors(tmp_path / "vectors", Letters())
    for each in (vectors, files):
        each.follow(documents)

    for asked, also in (("aaab", []), ("hgfedcba", [7]), (texts[4], [1, 2])):
        there = vectors.nearest(asked, ("en",), also, limit=10)
        here = files.nearest(asked, ("en",), also, limit=10)
        assert {near.id for near in there[:3]} == {near.id for near in here[:3]}
        assert set(also) <= {near.id for near in there}
        known = {near.id: near for near in here}
        for near in there:
            if near.id in known:
                assert near.similarity == pytest.approx(known[near.id].similarity, abs=0.02)
                assert (near.lang, near.group) == (known[near.id].lang, known[near.id].group)


def test_an_update_replaces_and_removes(vectors: ElasticVectors) -> None:
    vectors.follow([document(1, "aaaa"), document(2, "bbbb")])
    vectors.update([document(1, "cccc")], delete=[1, 2])

    assert vectors.fingerprints() == {1: document(1, "cccc").fingerprint()}
    assert ids(vectors, "aaaa") == [1]


def test_following_encodes_only_what_changed(vectors: ElasticVectors) -> None:
    assert vectors.follow([document(1, "aaaa"), document(2, "bbbb"), document(3, "cccc")]) == 3
    encoded(vectors).clear()

    vectors.follow([document(1, "aaaa"), document(2, "dddd")])

    assert encoded(vectors) == ["dddd"]
    assert sorted(vectors.fingerprints()) == [1, 2]


def test_what_files_hold_is_not_encoded_again(server: str, tmp_path: Path) -> None:
    files = Vectors(tmp_path / "vectors", Letters())
    files.follow([document(1, "aaaa"), document(2, "bbbb")])
    made = ElasticVectors(server, f"orrery-test-{uuid.uuid4().hex[:12]}", Letters(), beside=files)

    made.follow([document(1, "aaaa"), document(2, "dddd"), document(3, "cccc")])

    assert encoded(made) == ["dddd", "cccc"]
    assert sorted(made.fingerprints()) == [1, 2, 3]
    made.remove()


def test_vectors_of_another_encoder_are_none_and_made_anew(vectors: ElasticVectors, server: str) -> None:
    vectors.follow([document(1, "aaaa")])
    encoder = Letters()
    encoder.name = "others"
    other = ElasticVectors(server, vectors.index, encoder)

    assert not other.is_usable()
    other.follow([document(1, "aaaa")])
    assert ids(other, "aaaa") == [1]
    assert not vectors.is_usable()


def test_while_they_are_not_made_words_alone_answer(vectors: ElasticVectors, elastic: ElasticEngine) -> None:
    elastic.rebuild([document(1, "aaaa"), document(2, "bbbb", "fr")])
    engine = MeaningEngine(elastic, vectors)
    request = SearchRequest(Query.of("aaaa"), LANGUAGES, "en")

    assert [hit.id for hit in engine.search(request).hits] == [1]
    vectors.follow([document(1, "aaaa"), document(2, "aaab", "fr")])
    assert 2 in {hit.id for hit in engine.search(request).hits}


@pytest.mark.django_db
def test_on_a_site_with_a_server_its_vectors_follow_beside_the_files(
    cast: Cast, elastic: ElasticEngine, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENCODERS, "letters", Letters)
    settings.ORRERY_SEARCH_ENCODER = "letters"
    settings.ORRERY_INDEX_DIR = tmp_path / "index"
    settings.ELASTICSEARCH_URL = elastic.url
    settings.ORRERY_ELASTICSEARCH_INDEX = elastic.index
    try:
        work = published(cast, article(cast))
        catch_up()

        assert {"meaning", "meaning.elasticsearch"} <= {follower.name for follower in followers()}
        assert set(vectors_of("elasticsearch").fingerprints()) == set(vectors_of("embedded").fingerprints()) == {work.pk}
        assert not any(check(each).findings for each in compared())
        withdrawn(cast, work)
        catch_up()
        assert vectors_of("elasticsearch").fingerprints() == {}
    finally:
        for made in (vectors_of("elasticsearch"), *(index.engine() for index in indices())):
            if isinstance(made, ElasticVectors | ElasticEngine):
                made.remove()
