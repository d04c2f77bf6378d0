"""What a search engine does; one contract suite runs on all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from search.documents import Counts, IndexDocument, PassageText, SearchAnswer, SearchRequest
from search.engines.nodes import Node


class EngineUnavailable(Exception):
    """The engine can't answer now; whoever asked has another way."""


class IndexBusy(EngineUnavailable):
    """Another process is writing, longer than one should wait."""


@dataclass(frozen=True)
class Neighbour:
    """A token of the index that is nearly another: `distance` in edits, `frequency` in documents."""

    text: str
    distance: int
    frequency: int


class Vocabulary(Protocol):
    """What the planner asks of an index, a few times a query, each time for all tokens at once."""

    def frequencies(self, tokens: Iterable[str]) -> Mapping[str, int]:
        """In how many documents each token is (field `body`); 0 for one the index has never seen."""

    def neighbours(self, tokens: Iterable[str]) -> Mapping[str, list[Neighbour]]:
        """Tokens of the same language and kind, one or two edits away; the nearest and most frequent first."""


class Update(Protocol):
    def __call__(self, documents: Iterable[IndexDocument], delete: Iterable[int], /) -> None:
        """Remove the documents of these ids, then write documents."""


Replay = Callable[[Update], None]


class Answering(Protocol):
    """What is asked of an engine. All but `is_usable` raise `EngineUnavailable` when it can't answer."""

    name: str

    def is_usable(self) -> bool:
        """Whether an index of this format is there, and whole as far as one can tell. Raises nothing."""

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Any query is answered."""

    def count(self, found: Node, request: SearchRequest) -> Counts:
        """The works of what is found, under the request's filters, and of those its facets."""

    def similar(self, work_id: int, request: SearchRequest) -> SearchAnswer:
        """Documents like this one, its own group left out; the request's query isn't looked at."""

    def passages(self, ids: Iterable[int]) -> dict[int, list[PassageText]]:
        """The stored passages by id, to cut snippets from."""

    def words(self, prefix: str, lang: str, limit: int = 10) -> list[tuple[str, int]]:
        """Words of the language that begin so, as the index holds them, with their numbers of documents; most frequent first."""


class Engine(Answering, Protocol):
    """With an index of its own that is written. All raise `EngineUnavailable` when the engine can't do what is asked."""

    def update(self, documents: Iterable[IndexDocument], delete: Iterable[int] = (), wait: float = 10.0) -> None:
        """Remove the documents of these ids, then write documents; seen by the next search. `wait` is in seconds.

        Into an index that is there: a new one that only held what changed would look whole.
        """

    def rebuild(self, documents: Iterable[IndexDocument], replay: Replay | None = None) -> int:
        """A new index in place of the old one, which answers until it is swapped; returns the number of documents written.

        `replay` is called once all documents are written, with what updates the new index: for changes made meanwhile.
        When anything fails, the old index stays, and nothing of the new one does.
        """

    def fingerprints(self) -> dict[int, int]:
        """The fingerprint of each document of the index by its id."""
