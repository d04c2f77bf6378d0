"""An engine that answers by words, and what means the same in other languages; see `search.engines.base.Engine`."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Protocol

from search.analysis import family
from search.crossing.fusing import Alike, fused, near_enough
from search.documents import Counts, Hit, IndexDocument, PassageText, SearchAnswer, SearchRequest, Sort
from search.engines.base import Engine, EngineUnavailable, Replay
from search.engines.nodes import Node, Numbered, Sum
from search.meaning.encoders import Encoder, knows, reads
from search.meaning.segments import DAMAGE
from search.meaning.store import Near
from search.querying import Part, Phrase, Query, TagIs, Words

log = logging.getLogger("orrery.search")

MOST_ALIKE = 50
# Hits by words that are compared with what works in other languages say.
BEST = 3
# The words of a query that are looked for together: of a question, few works have all.
FEW_WORDS = 4


class Nearest(Protocol):
    encoder: Encoder

    def nearest(self, text: str, languages: Collection[str], also: Collection[int], limit: int) -> list[Near]: ...


class MeaningEngine:
    def __init__(self, engine: Engine, vectors: Nearest) -> None:
        self.engine = engine
        self.vectors = vectors
        self.name = engine.name

    def search(self, request: SearchRequest) -> SearchAnswer:
        """The reader's language first, unless it is far worse; by words alone where the vectors don't answer."""
        text = _plain(request)
        if not text or not reads(self.vectors.encoder, text, request.lang):
            return self.engine.search(request)
        own = self._by_words(request, own=True)
        try:
            near = self._near(text, own, request)
        except (*DAMAGE, EngineUnavailable):
            log.exception("The vectors don't answer: works are found by words alone.")
            return self.engine.search(request)
        return self._crossed(own, self._by_words(request, own=False), near, request)

    def _near(self, text: str, own: SearchAnswer, request: SearchRequest) -> list[Near]:
        first = [hit.id for hit in own.hits[:BEST]]
        return self.vectors.nearest(text, list(_in_family(request, own=False)), first, MOST_ALIKE)

    def _by_words(self, request: SearchRequest, *, own: bool) -> SearchAnswer:
        languages = tuple(_in_family(request, own=own))
        asked = replace(request, languages=languages, facets=(), limit=request.offset + request.limit, offset=0)
        return self.engine.search(asked)

    def _alike(self, near: list[Near], own: SearchAnswer, request: SearchRequest) -> list[Alike]:
        """Those that the index has, and that the query's conditions allow."""
        hits = {hit.id: hit for hit in self._allowed(near, request)} | {hit.id: hit for hit in own.hits}
        trained = {lang for lang in (*request.languages, request.lang) if knows(self.vectors.encoder, lang)}
        return [
            Alike(hits[each.id], each.similarity, trained.issuperset({each.lang, request.lang}))
            for each in near
            if each.id in hits
        ]

    def _allowed(self, near: list[Near], request: SearchRequest) -> list[Hit]:
        conditions: list[Part] = [part for part in request.query.parts if not isinstance(part, Words)]
        groups = tuple({each.group for each in near})
        query = Query((TagIs("lang", request.languages), *conditions))
        asked = replace(request, query=query, translations=(), groups=groups, facets=(), limit=10 * MOST_ALIKE, offset=0)
        return self.engine.search(asked).hits if groups else []

    def _crossed(self, own: SearchAnswer, others: SearchAnswer, near: list[Near], request: SearchRequest) -> SearchAnswer:
        languages = frozenset(_in_family(request, own=True))
        # Filters choose among those that are alike enough without them.
        alike = self._alike(near, own, replace(request, filters=()))
        enough = {each.hit.id for each in near_enough(alike, languages)}
        left = {hit.id for hit in self._allowed(near, request)} & enough if request.filters else enough
        mixed = fused(
            own.hits,
            others.hits,
            [each for each in alike if each.hit.id in left or each.hit.lang in languages],
            languages=languages,
            whole=bool(own.hits) and self._has_all_words(request),
            translated=bool(request.translations),
        )
        return SearchAnswer(
            own.total + others.total + len(mixed.by_meaning),
            mixed.hits[request.offset : request.offset + request.limit],
            self._counts([own.node, others.node, Numbered(tuple(sorted(enough)))], request),
            None,
            {**others.wanted, **own.wanted},
            own.spelling or others.spelling,
            mixed.by_meaning,
        )

    def _counts(self, nodes: Iterable[Node | None], request: SearchRequest) -> Counts | None:
        """Of works that are found in either way, in whichever languages."""
        found = Sum(tuple(node for node in nodes if node is not None and node != Numbered(())))
        return self.engine.count(found, request) if request.facets and found.nodes else None

    def _has_all_words(self, request: SearchRequest) -> bool:
        words, languages = _plain(request).split(), tuple(_in_family(request, own=True))
        if len(words) > FEW_WORDS:
            return False
        # Without spaces, a run of characters is looked for as it is.
        parts = tuple(Phrase(word) if max(word) > "\u2e80" else Words(word) for word in words)
        together = replace(request, query=Query(parts), languages=languages, translations=(), facets=(), limit=1, offset=0)
        return bool(self.engine.search(together).hits)

    # What vectors have no part in

    def is_usable(self) -> bool:
        return self.engine.is_usable()

    def update(self, documents: Iterable[IndexDocument], delete: Iterable[int] = (), wait: float = 10.0) -> None:
        self.engine.update(documents, delete, wait)

    def rebuild(self, documents: Iterable[IndexDocument], replay: Replay | None = None) -> int:
        return self.engine.rebuild(documents, replay)

    def fingerprints(self) -> dict[int, int]:
        return self.engine.fingerprints()

    def count(self, found: Node, request: SearchRequest) -> Counts:
        return self.engine.count(found, request)

    def similar(self, work_id: int, request: SearchRequest) -> SearchAnswer:
        return self.engine.similar(work_id, request)

    def passages(self, ids: Iterable[int]) -> dict[int, list[PassageText]]:
        return self.engine.passages(ids)

    def words(self, prefix: str, lang: str, limit: int = 10) -> list[tuple[str, int]]:
        return self.engine.words(prefix, lang, limit)


def _plain(request: SearchRequest) -> str:
    """The words whose meaning is looked for in other languages too; none where only these words, or an order, will do."""
    parts = request.query.parts
    crosses = request.lang and request.sort is Sort.RELEVANCE and not request.groups and any(_in_family(request, own=False))
    if not crosses or any(isinstance(part, Phrase) for part in parts):
        return ""
    return " ".join(part.text for part in parts if isinstance(part, Words)).strip()


def _in_family(request: SearchRequest, *, own: bool) -> Iterable[str]:
    return (code for code in request.languages if (family(code) == family(request.lang)) == own)
