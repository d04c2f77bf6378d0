"""A file of an index that is no longer what was written: it is noticed and mended, and no reader sees an error page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from search.documents import SearchRequest
from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.sums import KINDS
from search.indexing import catch_up, engine, indices, is_behind
from search.indexing.checking import Problem, check
from search.querying import Query
from tests.cast import Cast, article, published
from tests.search.contract.works import LANGUAGES, LIBRARY, found, work

FILES = [*(f"*.{kind}" for kind in KINDS), "*.del", "meta.json"]


def flip(file: Path, place: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(place)
        (byte,) = opened.read(1)
        opened.seek(place)
        opened.write(bytes([byte ^ 1]))


def flip_one(folder: Path, name: str) -> None:
    """A byte of each file of this name; in `meta.json` the number of documents, the rest is no valid text then."""
    files = list(folder.glob(f"**/index-*/{name}"))
    assert files
    for file in files:
        held = file.read_bytes()
        flip(file, held.index(b"max_doc") + len('max_doc": ') if name == "meta.json" else len(held) // 12)


def library(folder: Path) -> EmbeddedEngine:
    """In two segments, with something removed from the first."""
    engine = EmbeddedEngine(folder)
    engine.rebuild(LIBRARY)
    engine.update([work(7, "A comet")], delete=[5])
    assert engine.is_usable()
    return engine


@pytest.mark.parametrize("name", FILES)
def test_one_byte_of_any_file_is_noticed(name: str, tmp_path: Path) -> None:
    engine = library(tmp_path)

    flip_one(tmp_path, name)
    assert not engine.is_usable()
    assert not EmbeddedEngine(tmp_path).is_usable()

    engine.rebuild(LIBRARY)
    assert engine.is_usable()
    assert found(engine, "star") == [1]


def test_all_that_a_commit_has_is_looked_at(tmp_path: Path) -> None:
    library(tmp_path)
    (place,) = tmp_path.glob("index-*")

    assert {f"*{file.suffix}" for file in place.iterdir() if len(file.stem) == 32 or ".del" in file.name} == set(FILES[:-1])


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_index_answers_or_says_that_it_is_away_wherever_the_damage_is(name: str, tmp_path: Path) -> None:
    library(tmp_path)
    (file, *_others) = tmp_path.glob(f"index-*/{name}")
    size = file.stat().st_size

    for place in range(0, size, max(1, size // 40)):
        flip(file, place)
        engine = EmbeddedEngine(tmp_path)
        try:
            hits = engine.search(SearchRequest(Query.of("star light"), LANGUAGES, "en", facets=("subject",))).hits
            engine.passages([hit.id for hit in hits])
            engine.fingerprints()
        except EngineUnavailable:
            assert not engine.is_usable()
        flip(file, place)


def test_a_disk_that_forgets_is_noticed_once_it_is_in_the_way(tmp_path: Path) -> None:
    engine = library(tmp_path)
    (file,) = (each for each in tmp_path.glob("index-*/*.store") if each.stat().st_size > 500)
    before = file.stat()
    for place in range(0, before.st_size - 200, 3):
        flip(file, place)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    # Nobody has touched it.
    assert engine.is_usable()

    with pytest.raises(EngineUnavailable):
        EmbeddedEngine(tmp_path).passages([1])

    assert not engine.is_usable()
    engine.rebuild(LIBRARY)
    assert engine.is_usable()


@pytest.mark.django_db
@pytest.mark.parametrize("name", [file for file in FILES if file != "*.del"])
def test_readers_see_no_error_and_the_next_command_mends_it(cast: Cast, client: Client, fresh_index: Path, name: str) -> None:
    published(cast, article(cast))
    catch_up()
    assert not is_behind()

    flip_one(fresh_index / "public", name)

    assert client.get("/en/search/", {"q": "hot gas"}).status_code == 200
    assert is_behind()
    assert [finding.problem for finding in check(indices()[0]).findings] == [Problem.UNUSABLE]
    call_command("search_check", "--fix")
    assert not is_behind()
    assert len(engine().search(SearchRequest(Query.of("hot gas"), ("en",), "en")).hits) == 1
