"""The vectors of what is public follow the database as an index does. Imported only where an encoder is switched on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from search.documents import IndexDocument, Scope
from search.engines.base import Engine, EngineUnavailable, Replay
from search.indexing.kinds import EMBEDDED
from search.indexing.reading import all_documents, documents, wanted
from search.meaning import DAMAGE, MeaningEngine, Store, Vectors, encoder
from search.meaning.elastic import ElasticVectors


def with_meaning(engine: Engine) -> Engine:
    """The engine of what is public, finding what means the same too."""
    return MeaningEngine(engine, vectors(engine.name))


def vectors(engine: str = EMBEDDED) -> Store:
    """Those that an engine asks, of the encoder that the settings name."""
    files = _files(settings.ORRERY_INDEX_DIR / "meaning", settings.ORRERY_SEARCH_ENCODER)
    return files if engine == EMBEDDED else _elastic(settings.ELASTICSEARCH_URL, settings.ORRERY_ELASTICSEARCH_INDEX, files)


@cache
def _files(folder: Path, name: str) -> Vectors:
    return Vectors(folder, encoder(name))


@cache
def _elastic(url: str, index: str, files: Vectors) -> ElasticVectors:
    return ElasticVectors(url, f"{index}-meaning", files.encoder, beside=files, shards=settings.ORRERY_ELASTICSEARCH_SHARDS)


@dataclass(frozen=True)
class MeaningVectors:
    """See `search.indexing.index.Compared`. Those of an engine."""

    engine: str = EMBEDDED
    scope: Scope = Scope.PUBLIC

    @property
    def name(self) -> str:
        return "meaning" if self.engine == EMBEDDED else f"meaning.{self.engine}"

    def is_usable(self) -> bool:
        return self._vectors.is_usable()

    def follow(self, works: Collection[int], wait: float) -> None:
        with _telling():
            self._vectors.update(documents(self.scope, works), works, wait)

    def build(self, replay: Replay) -> int:
        """In place: what hasn't changed since isn't encoded again."""
        with _telling():
            count = self._vectors.follow(all_documents(self.scope))
            replay(lambda changed, delete: self._vectors.update(changed, tuple(delete)))
            return count

    def held(self) -> dict[int, int]:
        with _telling():
            return self._vectors.fingerprints()

    def wanted(self, works: Collection[int] | None = None) -> Iterator[IndexDocument]:
        return filter(self._vectors.reads, wanted(self.scope, works))

    @property
    def _vectors(self) -> Store:
        return vectors(self.engine)


@contextmanager
def _telling() -> Iterator[None]:
    """A full disk or a damaged file: the outbox keeps what wasn't followed."""
    try:
        yield
    except DAMAGE as error:
        raise EngineUnavailable(str(error)) from error
