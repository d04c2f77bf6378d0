"""Which indices there are: of each engine one of what is public and one of drafts, so that nothing else is ever public."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from search.completion import keeping
from search.documents import IndexDocument, Scope
from search.engines.base import Answering, Engine, Replay
from search.engines.choosing import FirstThatAnswers
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.indexing.kinds import ELASTICSEARCH, EMBEDDED
from search.indexing.reading import all_documents, documents, wanted


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


class Compared(Follower, Protocol):
    """What can say which works it has, and as they were when. Raises `EngineUnavailable`."""

    def held(self) -> dict[int, int]:
        """The fingerprint of each document by its id."""

    def wanted(self, works: Collection[int] | None = None) -> Iterator[IndexDocument]:
        """What it should hold of these works, or of all."""


@dataclass(frozen=True)
class Index:
    """An engine's."""

    kind: str
    scope: Scope

    @property
    def name(self) -> str:
        return f"{self.kind}.{self.scope}"

    def engine(self) -> Engine:
        if self.kind == ELASTICSEARCH:
            name = f"{settings.ORRERY_ELASTICSEARCH_INDEX}-{self.scope}"
            return _elastic(settings.ELASTICSEARCH_URL, name, settings.ORRERY_ELASTICSEARCH_SHARDS)
        return _embedded(settings.ORRERY_INDEX_DIR / self.scope)

    def is_usable(self) -> bool:
        return self.engine().is_usable()

    def follow(self, works: Collection[int], wait: float) -> None:
        self.engine().update(documents(self.scope, works), works, wait=wait)

    def build(self, replay: Replay) -> int:
        return self.engine().rebuild(all_documents(self.scope), replay)

    def held(self) -> dict[int, int]:
        return self.engine().fingerprints()

    def wanted(self, works: Collection[int] | None = None) -> Iterator[IndexDocument]:
        return wanted(self.scope, works)


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
    """Those of the engines, in the order in which they are asked. The embedded ones are always kept: servers fail."""
    return [Index(kind, scope) for kind in _kinds() for scope in Scope]


def _kinds() -> list[str]:
    return [ELASTICSEARCH, EMBEDDED] if settings.ELASTICSEARCH_URL else [EMBEDDED]


def followers() -> list[Follower]:
    """All that have to follow."""
    return [*compared(), CompletionKeys()]


def compared() -> list[Compared]:
    """All that can be compared with the database."""
    return [*indices(), *_vectors()]


def _vectors() -> list[Compared]:
    if not settings.ORRERY_SEARCH_ENCODER:
        return []
    from search.indexing.meaning import MeaningVectors  # noqa: PLC0415  (NumPy comes with an encoder, and is large)

    # Files first: what they encoded the server gets from them.
    return [MeaningVectors(kind) for kind in reversed(_kinds())]


def engines(scope: Scope = Scope.PUBLIC) -> list[Engine]:
    """The one that should answer, and those that do while it can't."""
    found = [index.engine() for index in indices() if index.scope is scope]
    if scope is not Scope.PUBLIC or not settings.ORRERY_SEARCH_ENCODER:
        return found
    from search.indexing.meaning import with_meaning  # noqa: PLC0415  (as above)

    return [with_meaning(words) for words in found]


def engine(scope: Scope = Scope.PUBLIC) -> Answering:
    """The first that answers."""
    found = engines(scope)
    return found[0] if len(found) == 1 else FirstThatAnswers(found)


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


@cache
def _elastic(url: str, index: str, shards: int) -> ElasticEngine:
    return ElasticEngine(url, index, shards)
