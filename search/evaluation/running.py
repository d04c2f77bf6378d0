"""Index the passages in a throw-away index, ask it the questions as the site would."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.conf import settings

from search.documents import SearchRequest
from search.engines.base import Engine, EngineUnavailable
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.evaluation.data import Passage, Question
from search.evaluation.measures import DEPTH, Answered, by_set, by_type, percentiles
from search.querying import Query

if TYPE_CHECKING:
    from search.meaning import Store


class Mode(StrEnum):
    FILTERED = "filtered"
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True)
class ThrowAway:
    """An engine with an index of its own, and how many bytes that takes."""

    engine: Engine
    size: Callable[[], int]


@contextmanager
def embedded() -> Iterator[ThrowAway]:
    with TemporaryDirectory(prefix="orrery-evaluation-") as folder:
        engine = EmbeddedEngine(Path(folder))
        yield ThrowAway(engine, engine.folder.size)


@contextmanager
def elasticsearch() -> Iterator[ThrowAway]:
    if not settings.ELASTICSEARCH_URL:
        raise EngineUnavailable("ELASTICSEARCH_URL names no server")
    engine = ElasticEngine(settings.ELASTICSEARCH_URL, f"orrery-evaluation-{uuid.uuid4().hex[:12]}")
    try:
        yield ThrowAway(engine, engine.size)
    finally:
        engine.remove()


ENGINES: dict[str, Callable[[], Any]] = {"embedded": embedded, "elasticsearch": elasticsearch}


@dataclass(frozen=True)
class Evaluation:
    engine: str
    mode: Mode
    docs: int
    index_seconds: float
    index_bytes: int
    text_bytes: int
    answers: list[Answered]

    def summary(self) -> dict[str, Any]:
        return {
            "engine": self.engine,
            "mode": self.mode.value,
            "docs": self.docs,
            "index_seconds": round(self.index_seconds, 3),
            "index_bytes": self.index_bytes,
            "text_bytes": self.text_bytes,
            "types": by_type(self.answers),
            "sets": by_set(self.answers),
            "ms": percentiles(each.ms for each in self.answers),
        }

    def run(self) -> Iterator[tuple[str, int, str, float]]:
        """qid, rank, id and score of all that was found."""
        for each in self.answers:
            for rank, (name, score) in enumerate(each.found, 1):
                yield each.question.id, rank, name, score


def evaluate(name: str, passages: list[Passage], questions: list[Question], mode: Mode) -> Evaluation:
    """Raises `EngineUnavailable`."""
    with ExitStack() as stack:
        place = stack.enter_context(ENGINES[name]())
        start = time.perf_counter()
        place.engine.rebuild(passage.document() for passage in passages)
        engine = stack.enter_context(_with_meaning(place.engine, passages)) if mode is Mode.ANY else place.engine
        seconds = time.perf_counter() - start
        names = {passage.number: passage.id for passage in passages}
        languages = tuple(sorted({passage.lang for passage in passages}))
        answers = [_answered(engine, question, languages, mode, names) for question in questions]
        text = sum(len((passage.title + passage.text).encode(errors="replace")) for passage in passages)
        return Evaluation(name, mode, len(passages), seconds, place.size(), text, answers)


@contextmanager
def _with_meaning(engine: Engine, passages: list[Passage]) -> Iterator[Engine]:
    """The engine, asking vectors of the encoder that is switched on; the engine itself where none is."""
    if not settings.ORRERY_SEARCH_ENCODER:
        yield engine
        return
    from search.meaning import MeaningEngine, Vectors, encoder  # noqa: PLC0415  (NumPy comes with an encoder, and is large)
    from search.meaning.elastic import ElasticVectors  # noqa: PLC0415  (as above)

    known = encoder(settings.ORRERY_SEARCH_ENCODER)
    with TemporaryDirectory(prefix="orrery-evaluation-") as folder, ExitStack() as stack:
        vectors: Store = Vectors(Path(folder) / "meaning", known)
        if isinstance(engine, ElasticEngine):
            vectors = ElasticVectors(engine.url, f"meaning-of-{engine.index}", known)
            stack.callback(vectors.remove)
        vectors.follow(passage.document() for passage in passages)
        yield MeaningEngine(engine, vectors)


def request_of(question: Question, languages: tuple[str, ...], mode: Mode) -> SearchRequest:
    return SearchRequest(
        Query.of(question.text),
        languages=(question.lang,) if mode is Mode.FILTERED else languages,
        lang="" if mode is Mode.ALL else question.lang,
        limit=DEPTH,
    )


def _answered(engine: Engine, question: Question, languages: tuple[str, ...], mode: Mode, names: dict[int, str]) -> Answered:
    start = time.perf_counter()
    answer = engine.search(request_of(question, languages, mode))
    ms = (time.perf_counter() - start) * 1000
    return Answered(question, [(names[hit.id], hit.score) for hit in answer.hits], ms)
