"""Which engine answers: the first that can. An operator's server may be down; the index on this machine is always kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from search.documents import Counts, PassageText, SearchAnswer, SearchRequest
from search.engines.base import Answering, EngineUnavailable
from search.engines.nodes import Node

log = logging.getLogger("orrery.search")
T = TypeVar("T")


class FirstThatAnswers:
    """Engines in the order in which they are asked. Raises `EngineUnavailable` when none of them answers."""

    def __init__(self, engines: Sequence[Answering]) -> None:
        self.engines = engines
        self.name = engines[0].name

    def is_usable(self) -> bool:
        return any(engine.is_usable() for engine in self.engines)

    def search(self, request: SearchRequest) -> SearchAnswer:
        return self._first(lambda engine: engine.search(request))

    def count(self, found: Node, request: SearchRequest) -> Counts:
        return self._first(lambda engine: engine.count(found, request))

    def similar(self, work_id: int, request: SearchRequest) -> SearchAnswer:
        return self._first(lambda engine: engine.similar(work_id, request))

    def passages(self, ids: Iterable[int]) -> dict[int, list[PassageText]]:
        wanted = list(ids)
        return self._first(lambda engine: engine.passages(wanted))

    def words(self, prefix: str, lang: str, limit: int = 10) -> list[tuple[str, int]]:
        return self._first(lambda engine: engine.words(prefix, lang, limit))

    def _first(self, ask: Callable[[Answering], T]) -> T:
        for engine in self.engines[:-1]:
            try:
                return ask(engine)
            except EngineUnavailable as error:
                log.warning("%s doesn't answer, another engine does: %s", engine.name, error)
        return ask(self.engines[-1])
