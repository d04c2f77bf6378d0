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
from search.indexing.reading import all_documents, documents, wanted
from search.meaning import DAMAGE, MeaningEngine, Vectors, encoder


def with_meaning(engine: Engine) -> Engine:
    """The engine of what is public, finding what means the same too."""
    return MeaningEngine(engine, vectors())


def vectors() -> Vectors:
    """Those of the encoder that the settings name."""
    return _vectors(settings.ORRERY_INDEX_DIR / "meaning", settings.ORRERY_SEARCH_ENCODER)


@cache
def _vectors(folder: Path, name: str) -> Vectors:
    return Vectors(folder, encoder(name))


@dataclass(frozen=True)
class MeaningVectors:
    """See `search.indexing.index.Compared`."""

    name: str = "meaning"
    scope: Scope = Scope.PUBLIC

    def is_usable(self) -> bool:
        return vectors().is_usable()

    def follow(self, works: Collection[int], wait: float) -> None:
        with _telling():
            vectors().update(documents(self.scope, works), works, wait)

    def build(self, replay: Replay) -> int:
        """In place: what hasn't changed since isn't encoded again."""
        with _telling():
            count = vectors().follow(all_documents(self.scope))
            replay(lambda changed, delete: vectors().update(changed, tuple(delete)))
            return count

    def held(self) -> dict[int, int]:
        with _telling():
            return vectors().fingerprints()

    def wanted(self, works: Collection[int] | None = None) -> Iterator[IndexDocument]:
        return filter(vectors().reads, wanted(self.scope, works))


@contextmanager
def _telling() -> Iterator[None]:
    """A full disk or a damaged file: the outbox keeps what wasn't followed."""
    try:
        yield
    except DAMAGE as error:
        raise EngineUnavailable(str(error)) from error
