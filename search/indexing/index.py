"""Which indices there are: of each engine one of what is public and one of drafts, so that nothing else is ever public."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from search.completion import keeping
from search.documents import Scope
from search.engines.base import Engine, Replay
from search.engines.embedded import EmbeddedEngine
from search.indexing.reading import all_documents, documents


class Follower(Protocol):
    """What follows the database, at its own pace. All but `is_usable` raise `EngineUnavailable`."""

    @property
    def name(self) -> str: ...

    @property
    def scope(self) -> Scope: ...

    def is_usable(self) -> bool: ...

    def follow(self, works: Collection[int], wait: float) -> None:
        """Bring these works up to date, as the database has them now."""

    def build(self, replay: Replay) -> int:
        """All anew; see `Engine.rebuild`."""


@dataclass(frozen=True)
class Index:
    """An engine's."""

    kind: str
    scope: Scope

    @property
    def name(self) -> str:
        return f"{self.kind}.{self.scope}"

    def engine(self) -> Engine:
        return _embedded(settings.ORRERY_INDEX_DIR / self.scope)

    def is_usable(self) -> bool:
        return self.engine().is_usable()

    def follow(self, works: Collection[int], wait: float) -> None:
        self.engine().update(documents(self.scope, works), works, wait=wait)

    def build(self, replay: Replay) -> int:
        return self.engine().rebuild(all_documents(self.scope), replay)


@dataclass(frozen=True)
class CompletionKeys:
    """The keys of works in the database: they follow as an index does, whatever the engines do."""

    name: str = "completion"
    scope: Scope = Scope.PUBLIC

    def is_usable(self) -> bool:
        return True

    def follow(self, works: Collection[int], wait: float) -> None:
        keeping.follow_works(works)

    def build(self, replay: Replay) -> int:
        """In place, a batch at a time: what changes meanwhile waits in the outbox."""
        return keeping.rebuild()


def indices() -> list[Index]:
    """Those of the engines."""
    return [Index("embedded", scope) for scope in Scope]


def followers() -> list[Follower]:
    """All that have to follow."""
    return [*indices(), CompletionKeys(), *_vectors()]


def _vectors() -> list[Follower]:
    if not settings.ORRERY_SEARCH_ENCODER:
        return []
    from search.indexing.meaning import MeaningVectors  # noqa: PLC0415  (NumPy comes with an encoder, and is large)

    return [MeaningVectors()]


def engine(scope: Scope = Scope.PUBLIC) -> Engine:
    """The engine that answers."""
    words = Index("embedded", scope).engine()
    if scope is not Scope.PUBLIC or not settings.ORRERY_SEARCH_ENCODER:
        return words
    from search.indexing.meaning import with_meaning  # noqa: PLC0415  (as above)

    return with_meaning(words)


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)
