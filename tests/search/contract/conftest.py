"""The engines that the contract is tested on: both real. Without a server Elasticsearch's tests are left out; in CI they fail."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.elastic import ElasticEngine, client
from search.engines.embedded import EmbeddedEngine
from tests.search.contract.works import LIBRARY

SERVER = os.environ.get("ORRERY_TEST_ELASTICSEARCH_URL", "")
WITHOUT = "no Elasticsearch: start one (`.ci/elasticsearch run`) and name it in ORRERY_TEST_ELASTICSEARCH_URL"


@pytest.fixture(scope="session")
def server() -> str:
    """The address of a real Elasticsearch."""
    if not SERVER and os.environ.get("CI") == "true":
        pytest.fail(WITHOUT)
    if not SERVER:
        pytest.skip(WITHOUT)
    return SERVER


@pytest.fixture(autouse=True)
def _a_slow_machine_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "ANSWER_SECONDS", 60.0)


@contextmanager
def throw_away(server: str) -> Iterator[ElasticEngine]:
    engine = ElasticEngine(server, f"orrery-test-{uuid.uuid4().hex[:12]}")
    yield engine
    engine.remove()


@pytest.fixture
def elastic(server: str) -> Iterator[ElasticEngine]:
    """An index of the test's own on the server."""
    with throw_away(server) as engine:
        yield engine


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Each engine in turn, with no index yet."""
    return EmbeddedEngine(tmp_path / "index") if request.param == "embedded" else request.getfixturevalue("elastic")


@pytest.fixture(scope="module", params=["embedded", "elasticsearch"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine in turn, with the library in its index; only to be read."""
    if request.param == "embedded":
        engine: Engine = EmbeddedEngine(tmp_path_factory.mktemp("library"))
        engine.rebuild(LIBRARY)
        yield engine
        return
    with throw_away(request.getfixturevalue("server")) as engine:
        engine.rebuild(LIBRARY)
        yield engine
