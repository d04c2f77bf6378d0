"""What a search engine does; one contract suite runs on all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from search.documents import IndexDocument, SearchAnswer, SearchRequest


class EngineUnavailable(Exception):
    """The engine can't answer now; whoever asked has another way."""


class IndexBusy(EngineUnavailable):
    """Another process is writing, longer than one should wait."""


class Engine(Protocol):
    def update(self, documents: Iterable[IndexDocument], delete: Iterable[str] = (), wait: float = 10.0) -> None:
        """Write documents and remove keys, seen by the next search. `wait` is in seconds. Raises `EngineUnavailable`."""

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Any string is a valid query. Raises `EngineUnavailable`."""

    def rebuild(self, documents: Iterable[IndexDocument]) -> int:
        """A new index in place of the old one, which answers until it is swapped; returns the number of documents."""

    def is_usable(self) -> bool:
        """Whether an index of this format is there."""
