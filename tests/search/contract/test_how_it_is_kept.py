"""Writing, replacing, removing and rebuilding on each engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.documents import IndexDocument, PassageText
from search.engines.base import Engine, EngineUnavailable, Update
from tests.search.contract.works import LIBRARY, found, work


def test_without_an_index_the_engine_says_so(engine: Engine) -> None:
    assert not engine.is_usable()
    with pytest.raises(EngineUnavailable):
        found(engine, "star")
    # What only held this change would look whole.
    with pytest.raises(EngineUnavailable):
        engine.update([work(1, "A star")])
    assert not engine.is_usable()


def test_what_is_written_is_found_by_the_next_search(engine: Engine) -> None:
    engine.rebuild([])
    engine.update([work(1, "A star")])

    assert engine.is_usable()
    assert found(engine, "star") == [1]


def test_a_document_replaces_its_last_version(engine: Engine) -> None:
    engine.rebuild([])
    engine.update([work(1, "A star")])
    engine.update([work(1, "A comet")], delete=[1])

    assert found(engine, "star") == []
    assert found(engine, "comet") == [1]


def test_what_is_removed_is_gone_and_what_never_was_is_no_error(engine: Engine) -> None:
    engine.rebuild([])
    engine.update([work(1, "A star"), work(2, "A star")])
    engine.update([], delete=[1, 77])

    assert found(engine, "star") == [2]


def test_a_removed_document_can_come_back(engine: Engine) -> None:
    engine.rebuild([])
    engine.update([work(1, "A star")])
    engine.update([], delete=[1])
    engine.update([work(1, "A star")])

    assert found(engine, "star") == [1]


def test_the_old_index_answers_until_the_new_one_is_whole(engine: Engine) -> None:
    engine.rebuild([work(1, "old star")])
    seen: list[list[int]] = []

    def documents() -> Iterator[IndexDocument]:
        yield work(2, "new star")
        seen.append(found(engine, "star"))

    assert engine.rebuild(documents()) == 1
    assert seen == [[1]]
    assert found(engine, "star") == [2]


def test_a_rebuild_that_breaks_off_changes_nothing(engine: Engine) -> None:
    engine.rebuild([work(1, "A star")])

    def documents() -> Iterator[IndexDocument]:
        yield work(2, "A star")
        raise RuntimeError("the database is gone")

    with pytest.raises((RuntimeError, EngineUnavailable)):
        engine.rebuild(documents())

    assert found(engine, "star") == [1]
    engine.update([work(3, "A star")])
    assert sorted(found(engine, "star")) == [1, 3]


def test_what_changed_during_a_rebuild_is_replayed_before_the_swap(engine: Engine) -> None:
    engine.rebuild([])

    def replay(update: Update) -> None:
        update([work(2, "A comet"), work(4, "A star")], [1, 2])

    assert engine.rebuild([work(1, "A star"), work(2, "A star"), work(3, "A star")], replay) == 3
    assert sorted(found(engine, "star")) == [3, 4]
    assert found(engine, "comet") == [2]
    assert sorted(engine.fingerprints()) == [2, 3, 4]


def test_many_documents_are_written_and_fingerprinted(engine: Engine) -> None:
    documents = [work(pk, f"star {pk}", "light " * (pk % 9)) for pk in range(1, 1001)]

    assert engine.rebuild(iter(documents)) == 1000
    assert engine.fingerprints() == {document.id: document.fingerprint() for document in documents}


def test_an_empty_index_has_no_fingerprints(engine: Engine) -> None:
    engine.rebuild([])

    assert engine.fingerprints() == {}
    assert found(engine, "star") == []


def test_passages_come_back_as_they_were(engine: Engine) -> None:
    engine.rebuild(LIBRARY)

    texts = engine.passages([1, 2, 99])

    assert set(texts) == {1, 2}
    assert PassageText("body.1", "They fuse hydrogen into helium.") in texts[1]
    assert PassageText("title", "恒星为什么发光") in texts[2]
    assert engine.passages([]) == {}


def test_words_of_any_length_and_any_signs_are_kept(engine: Engine) -> None:
    engine.rebuild([work(1, "star", "x" * 40_000, "half a character: \ud800", "\x00", "恒" * 5000, lang="en")])

    assert found(engine, "star") == [1]
