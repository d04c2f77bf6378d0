"""Searching and writing an index of an Elasticsearch server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch

from search.analysis import family, word_of
from search.documents import Counts, IndexDocument, PassageText, SearchAnswer, SearchRequest
from search.engines.base import EngineUnavailable, Replay
from search.engines.elastic.asking import answered, asked
from search.engines.elastic.client import connection
from search.engines.elastic.held import fingerprints
from search.engines.elastic.mapping import WORDS, unstored
from search.engines.elastic.places import InUse, Places
from search.engines.elastic.vocabulary import ElasticVocabulary
from search.engines.elastic.writing import indexing, removing, version, write
from search.engines.likeness import like
from search.engines.nodes import Node
from search.engines.planning import plan

REBUILD_SECONDS = 600.0  # of one request: to merge a large index takes minutes
# All of an index or nothing; and of what is found, what is read of it.
WHOLE: dict[str, Any] = {"allow_partial_search_results": False}
READ = ["error", "hits.total.value", "hits.hits._score", "hits.hits.fields", "aggregations"]
SAMPLED = 5000  # documents, best first, whose words are proposed; counts are of all


class ElasticEngine:
    """See `search.engines.base.Engine`. `name` of the index: one a scope, shared by all processes of a site."""

    name = "elasticsearch"

    def __init__(self, url: str, index: str, shards: int = 1) -> None:
        self.url = url
        self.index = index
        self.places = Places(index, shards)
        self._connection = connection(url)
        self._in_use = InUse(self._connection, self.places)

    def is_usable(self) -> bool:
        return self._in_use.is_usable()

    # Writing

    def update(self, documents: Iterable[IndexDocument], delete: Iterable[int] = (), wait: float = 10.0) -> None:
        with self._connection.client(wait) as client:
            self.places.check(client)
            write(client, _changes(documents, delete, self.index), patience=wait)
            client.indices.refresh(index=self.index)

    def rebuild(self, documents: Iterable[IndexDocument], replay: Replay | None = None) -> int:
        with self._connection.client(REBUILD_SECONDS) as client:
            began = version()
            alias = self.places.create(client)
            try:
                count = write(client, (indexing(document, alias, began) for document in documents), patience=60.0)
                if replay is not None:
                    replay(lambda changed, delete: self._replay(client, changed, delete, alias))
                self.places.swap(client, alias)
            except BaseException:
                self.places.drop(client, alias)
                raise
            return count

    @staticmethod
    def _replay(client: Elasticsearch, documents: Iterable[IndexDocument], delete: Iterable[int], alias: str) -> None:
        write(client, _changes(documents, delete, alias), patience=60.0)

    def remove(self) -> None:
        """Remove the index, as if it had never been."""
        self._in_use.forget()
        with self._connection.client(REBUILD_SECONDS) as client:
            self.places.remove(client)

    def size(self) -> int:
        """In bytes."""
        with self._connection.client() as client:
            return self.places.size(client)

    # Reading

    def search(self, request: SearchRequest) -> SearchAnswer:
        with self._in_use.reading() as client:
            planned = plan(request, ElasticVocabulary(client, self.index))
            return planned.answered(partial(self._answers, client), request)

    def count(self, found: Node, request: SearchRequest) -> Counts:
        with self._in_use.reading() as client:
            return self._answer(client, found, replace(request, limit=0, offset=0)).counted or Counts()

    def similar(self, work_id: int, request: SearchRequest) -> SearchAnswer:
        with self._in_use.reading() as client:
            body = {"query": {"term": {"id": work_id}}, "docvalue_fields": ["lang", "group"]}
            own: Any = client.search(index=self.index, body=body)
            for hit in own["hits"]["hits"]:
                lang, group = hit["fields"]["lang"][0], hit["fields"]["group"][0]
                node = like(unstored(hit["_source"]), lang, ElasticVocabulary(client, self.index))
                if node is not None:
                    return self._answer(client, node, request, without=group)
            return SearchAnswer(0, [])

    def fingerprints(self) -> dict[int, int]:
        with self._in_use.reading() as client:
            return fingerprints(client, self.index)

    def passages(self, ids: Iterable[int]) -> dict[int, list[PassageText]]:
        wanted = [str(work_id) for work_id in ids]
        if not wanted:
            return {}
        with self._in_use.reading() as client:
            found: Any = client.mget(index=self.index, ids=wanted)
            return {int(each["_id"]): unstored(each["_source"]) for each in found["docs"] if each.get("found")}

    def words(self, prefix: str, lang: str, limit: int = 10) -> list[tuple[str, int]]:
        start = f"{family(lang)}|w|{prefix}"
        with self._in_use.reading() as client:
            common = {"terms": {"field": WORDS, "include": f"{_literally(start)}.*", "size": 5 * limit}}
            sample = {"sampled": {"sampler": {"shard_size": SAMPLED}, "aggs": {"common": common}}}
            found: Any = client.search(index=self.index, query={"prefix": {"body": start}}, aggs=sample, size=0)
            tokens = [bucket["key"] for bucket in found["aggregations"]["sampled"]["common"]["buckets"]]
            counts = ElasticVocabulary(client, self.index).frequencies(tokens)
            best = sorted(tokens, key=lambda token: (-counts[token], token))[:limit]
            return [(word_of(token), counts[token]) for token in best]

    def _answers(self, client: Elasticsearch, nodes: Sequence[Node], request: SearchRequest) -> list[SearchAnswer]:
        """All of them in one request."""
        if len(nodes) == 1:
            return [self._answer(client, nodes[0], request)]
        searches = [part for node in nodes for part in (WHOLE, asked(node, request))]
        found: Any = client.msearch(index=self.index, searches=searches, filter_path=[f"responses.{each}" for each in READ])
        return [answered(_sound(each), node, request) for node, each in zip(nodes, found["responses"], strict=True)]

    def _answer(self, client: Elasticsearch, node: Node, request: SearchRequest, without: int | None = None) -> SearchAnswer:
        body = asked(node, request, without=without)
        return answered(client.search(index=self.index, body=body, **WHOLE, filter_path=READ), node, request)


def _sound(found: dict[str, Any]) -> dict[str, Any]:
    """One of several answers: it may have failed alone."""
    if "error" in found:
        raise EngineUnavailable(f"Elasticsearch refuses: {found['error']}")
    return found


def _changes(documents: Iterable[IndexDocument], delete: Iterable[int], alias: str) -> Iterator[dict[str, Any]]:
    began = version()
    for work_id in delete:
        yield removing(work_id, alias, began)
    for document in documents:
        yield indexing(document, alias, began)


def _literally(text: str) -> str:
    """The text in Lucene's regular expressions."""
    return "".join(f"\\{char}" if not char.isalnum() else char for char in text)
