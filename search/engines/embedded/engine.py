"""Searching and writing the Tantivy index of a folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tantivy import DocAddress, Index, Occur, Order, Query, Searcher

from search.analysis import family, word_of
from search.documents import Counts, Hit, IndexDocument, PassageText, SearchAnswer, SearchRequest, Sort
from search.engines.base import EngineUnavailable, IndexBusy, Replay
from search.engines.embedded.compiling import among, compiled
from search.engines.embedded.folder import IndexFolder
from search.engines.embedded.schema import as_tantivy, schema, unstored
from search.engines.embedded.vocabulary import EmbeddedVocabulary
from search.engines.fields import BODY, number_of
from search.engines.likeness import like
from search.engines.nodes import Node
from search.engines.planning import conditions, plan

WRITER_BYTES = 30_000_000
MOST_VALUES = 5000
# How many works there are; each of some hundreds is told apart.
WORKS = {"cardinality": {"field": "group"}}
TAGS = {"field": "tags", "size": MOST_VALUES}
EXACT = {"works": WORKS, "tags": {"terms": TAGS, "aggs": {"works": WORKS}}}
# Telling works apart for each tag takes five times as long as counting documents.
ROUGH = {"works": WORKS, "tags": {"terms": TAGS}, "documents": {"value_count": {"field": "group"}}}
MOST_EXACT = 5_000  # documents
ORDERS: dict[Sort, dict[str, Any]] = {
    Sort.RELEVANCE: {},
    Sort.NEWEST: {"order_by_field": "published", "order": Order.Desc},
    Sort.TITLE: {"order_by_field": "order", "order": Order.Asc},
}


@contextmanager
def _telling(suspect: Callable[[], None] = lambda: None) -> Iterator[None]:
    """A damaged file shows itself in many ways: the caller has another way to answer."""
    try:
        yield
    except EngineUnavailable:
        raise
    except BaseException as error:
        # Tantivy's panics are no `Exception`.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        suspect()
        raise EngineUnavailable(str(error)) from error


class EmbeddedEngine:
    """See `search.engines.base.Engine`. Raises `IndexBusy` when another process writes for longer than `wait`."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self.folder = IndexFolder(folder)

    def is_usable(self) -> bool:
        try:
            with _telling(self.folder.suspect):
                self.folder.check()
        except EngineUnavailable:
            return False
        return True

    # Writing

    def update(self, documents: Iterable[IndexDocument], delete: Iterable[int] = (), wait: float = 10.0) -> None:
        with _telling(self.folder.suspect):
            writer = self._writer(self.folder.open(), wait)
            _write(writer, documents, delete)
            writer.commit()
            writer.wait_merging_threads()
            self.folder.sweep()

    @staticmethod
    def _writer(index: Index, wait: float) -> Any:
        limit = time.monotonic() + wait
        while True:
            try:
                return index.writer(WRITER_BYTES, 1)
            except ValueError as error:
                if "LockBusy" not in str(error) and "lock" not in str(error).lower():
                    raise EngineUnavailable(str(error)) from error
                if time.monotonic() > limit:
                    raise IndexBusy("another process is writing the index") from error
                time.sleep(0.02)

    def rebuild(self, documents: Iterable[IndexDocument], replay: Replay | None = None) -> int:
        with _telling(), self.folder.fresh() as index:
            writer = index.writer(4 * WRITER_BYTES, 1)
            count = 0
            for document in documents:
                writer.add_document(as_tantivy(document))
                count += 1
            if replay is not None:
                replay(lambda changed, delete: _write(writer, changed, delete))
            writer.commit()
            writer.wait_merging_threads()
        return count

    # Reading

    def search(self, request: SearchRequest) -> SearchAnswer:
        with _telling(self.folder.suspect):
            index, searcher = self.folder.searcher()
            planned = plan(request, EmbeddedVocabulary(searcher))
            return planned.answered(lambda nodes, asked: (self._answer(index, searcher, node, asked) for node in nodes), request)

    def count(self, found: Node, request: SearchRequest) -> Counts:
        with _telling(self.folder.suspect):
            index, searcher = self.folder.searcher()
            return self._counts(index, searcher, compiled(found, index.schema), request)

    def similar(self, work_id: int, request: SearchRequest) -> SearchAnswer:
        with _telling(self.folder.suspect):
            index, searcher = self.folder.searcher()
            address = _address(index, searcher, work_id)
            if address is None:
                return SearchAnswer(0, [])
            own = self._hits(searcher, [(0.0, address)], request)[0]
            node = like(_texts(searcher, address), own.lang, EmbeddedVocabulary(searcher))
            if node is None:
                return SearchAnswer(0, [])
            group = Query.term_query(index.schema, "group", own.group)
            parts = [(Occur.Must, compiled(node, index.schema)), (Occur.MustNot, group), *self._under(index, request)]
            result: Any = searcher.search(Query.boolean_query(parts), limit=request.limit, offset=request.offset)
            return SearchAnswer(result.count or 0, self._hits(searcher, result.hits, request))

    def fingerprints(self) -> dict[int, int]:
        with _telling(self.folder.suspect):
            _index, searcher = self.folder.searcher()
            if not searcher.num_docs:
                return {}
            addresses = [address for _score, address in searcher.search(Query.all_query(), limit=searcher.num_docs).hits]
            return dict(zip(_numbers(searcher, "id", addresses), _numbers(searcher, "print", addresses), strict=True))

    def passages(self, ids: Iterable[int]) -> dict[int, list[PassageText]]:
        with _telling(self.folder.suspect):
            index, searcher = self.folder.searcher()
            wanted = list(ids)
            if not wanted:
                return {}
            hits = searcher.search(among(index.schema, "id", wanted), limit=len(wanted), count=False).hits
            addresses = [address for _score, address in hits]
            found = zip(_numbers(searcher, "id", addresses), addresses, strict=True)
            return {work_id: _texts(searcher, address) for work_id, address in found}

    def words(self, prefix: str, lang: str, limit: int = 10) -> list[tuple[str, int]]:
        with _telling(self.folder.suspect):
            _index, searcher = self.folder.searcher()
            start = f"{family(lang)}|w|{prefix}"
            terms = searcher.terms_with_prefix(BODY, start, limit=2000)
            best = sorted(terms, key=lambda pair: (-pair[1], pair[0]))[:limit]
            return [(word_of(token), count) for token, count in best]

    def _answer(self, index: Index, searcher: Searcher, node: Node, request: SearchRequest) -> SearchAnswer:
        found = compiled(node, index.schema)
        under = self._under(index, request)
        # Putting a query into another copies all of it.
        query = Query.boolean_query([(Occur.Must, found), *under]) if under else found
        result: Any = searcher.search(query, limit=request.limit, offset=request.offset, **ORDERS[request.sort])
        hits = self._hits(searcher, result.hits, request)
        counts = self._counts(index, searcher, found, request) if request.facets else None
        return SearchAnswer(result.count or 0, hits, counts, node)

    @staticmethod
    def _under(index: Index, request: SearchRequest, without: str = "") -> list[tuple[Any, Query]]:
        """The request's filters, but for those of the tag `without`."""
        parts = [compiled(node, index.schema) for node in conditions(request, without)]
        if request.groups:
            parts.append(among(index.schema, "group", [number_of(group) for group in request.groups]))
        return [(Occur.Must, part) for part in parts]

    def _counts(self, index: Index, searcher: Searcher, found: Query, request: SearchRequest) -> Counts:
        """At once for all names without a filter of their own, and once for each that has one."""

        def counted(without: str = "") -> dict[str, Any]:
            query = Query.boolean_query([(Occur.Must, found), *self._under(index, request, without)])
            if searcher.num_docs > MOST_EXACT:
                rough = searcher.aggregate(query, ROUGH)
                if rough["documents"]["value"] > MOST_EXACT:
                    return _reckoned(rough)
            return dict(searcher.aggregate(query, EXACT))

        filtered = [name for name, _values in request.filters if name in request.facets]
        under_all = counted()
        facets = _by_name(under_all["tags"]["buckets"], set(request.facets) - set(filtered))
        for name in filtered:
            facets |= _by_name(counted(name)["tags"]["buckets"], {name})
        return Counts(_works(under_all), facets)

    @staticmethod
    def _hits(searcher: Searcher, found: list[tuple[Any, DocAddress]], request: SearchRequest) -> list[Hit]:
        addresses = [address for _score, address in found]
        if not addresses:
            return []
        codes = {number_of(code): code for code in request.languages}
        ids, langs, groups = (_numbers(searcher, name, addresses) for name in ("id", "lang", "group"))
        scores = [float(score) if isinstance(score, float) else 0.0 for score, _address in found]
        rows = zip(ids, langs, groups, scores, strict=True)
        return [Hit(pk, codes.get(lang, ""), score, group) for pk, lang, group, score in rows]


def _write(writer: Any, documents: Iterable[IndexDocument], delete: Iterable[int]) -> None:
    form = schema()
    for work_id in delete:
        writer.delete_documents_by_query(Query.term_query(form, "id", work_id))
    for document in documents:
        writer.delete_documents_by_query(Query.term_query(form, "id", document.id))
        writer.add_document(as_tantivy(document))


def _reckoned(counted: dict[str, Any]) -> dict[str, Any]:
    """With the works of each tag as from its documents: one of each work in a language, of others as many as on average."""
    share = counted["works"]["value"] / counted["documents"]["value"]
    buckets = [
        bucket | {"works": {"value": bucket["doc_count"] * (1 if bucket["key"].startswith("lang=") else share)}}
        for bucket in counted["tags"]["buckets"]
    ]
    return counted | {"tags": {"buckets": buckets}}


def _by_name(buckets: list[dict[str, Any]], names: Collection[str]) -> dict[str, dict[str, int]]:
    """The works of each value of these tags."""
    counts: dict[str, dict[str, int]] = {}
    for bucket in buckets:
        name, value = bucket["key"].split("=", 1)
        if name in names:
            counts.setdefault(name, {})[value] = _works(bucket)
    return counts


def _works(counted: dict[str, Any]) -> int:
    return round(counted["works"]["value"])


def _numbers(searcher: Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(name, addresses)]


def _address(index: Index, searcher: Searcher, work_id: int) -> DocAddress | None:
    hits = searcher.search(Query.term_query(index.schema, "id", work_id), limit=1, count=False).hits
    return hits[0][1] if hits else None


def _texts(searcher: Searcher, address: DocAddress) -> list[PassageText]:
    return unstored(searcher.doc(address)["stored"][0])
