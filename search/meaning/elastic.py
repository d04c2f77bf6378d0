"""Vectors in Elasticsearch: a `dense_vector` for the mean of a work's pieces, and one for each of them, nested."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.documents import IndexDocument
from search.engines.base import EngineUnavailable
from search.engines.elastic.client import connection
from search.engines.elastic.held import fingerprints
from search.engines.elastic.mapping import BUILDING, Layout
from search.engines.elastic.places import InUse, Places
from search.engines.elastic.writing import indexing_source, removing, version, write
from search.meaning.encoders import Encoder
from search.meaning.segments import DAMAGE, SCALE, Row, quantized
from search.meaning.store import Near, Store, batches, nearness
from search.meaning.vectors import Vectors

FORMAT = 1
BUILDING_SECONDS = 60.0  # to make an index without documents
MEAN, PIECES = "mean", "pieces.vector"
# What is looked at closely: the nearest by each kind of vector; and what is visited to find those.
CLOSEST, VISITED = 150, 600
COLUMNS: dict[str, Any] = {"stored_fields": "_none_", "docvalue_fields": ["id", "lang", "group"], "track_total_hits": False}
# Signed bytes of the same scale as in files; their inner product is what those compare by.
_VECTOR = {"type": "dense_vector", "element_type": "byte", "similarity": "max_inner_product", "index": True}


def layout(encoder: Encoder) -> Layout:
    properties = {
        "id": {"type": "long"},
        "print": {"type": "long", "index": False},
        "lang": {"type": "keyword"},
        "group": {"type": "keyword"},
        "mean": _VECTOR,
        "pieces": {"type": "nested", "properties": {"vector": _VECTOR}},
    }
    # Vectors are read from where they are compared; nobody reads them back.
    return Layout(
        f"{FORMAT}-{encoder.name}", BUILDING, {"dynamic": "strict", "_source": {"enabled": False}, "properties": properties}
    )


class ElasticVectors(Store):
    """In an index of their own. All but `is_usable` raise `EngineUnavailable`.

    `beside`: files whose vectors are taken where they hold a document as it is: none is encoded twice.
    """

    def __init__(self, url: str, index: str, encoder: Encoder, *, beside: Vectors | None = None, shards: int = 1) -> None:
        super().__init__(encoder)
        self.index = index
        self._beside = beside
        self._places = Places(index, shards, layout(encoder))
        self._connection = connection(url)
        self._in_use = InUse(self._connection, self._places)

    def is_usable(self) -> bool:
        return self._in_use.is_usable()

    # Writing

    def begin(self, wait: float) -> None:
        with self._connection.client(max(wait, BUILDING_SECONDS)) as client:
            self._places.swap(client, self._places.create(client))

    def update(self, documents: Iterable[IndexDocument], delete: Collection[int] = (), wait: float = 10.0) -> None:
        with self._connection.client(wait) as client:
            self._places.check(client)
            write(client, self._changes(documents, delete), patience=wait)
            client.indices.refresh(index=self.index)

    def rows(self, documents: Sequence[IndexDocument]) -> list[Row]:
        try:
            kept = self._beside.kept(documents) if self._beside else []
        except DAMAGE:
            kept = []
        known = {row.id for row in kept}
        return kept + super().rows([document for document in documents if document.id not in known])

    def remove(self) -> None:
        """Remove the index, as if it had never been."""
        self._in_use.forget()
        with self._connection.client(BUILDING_SECONDS) as client:
            self._places.remove(client)

    def _changes(self, documents: Iterable[IndexDocument], delete: Collection[int]) -> Iterator[dict[str, Any]]:
        began = version()
        for work_id in delete:
            yield removing(work_id, self.index, began)
        for batch in batches(documents):
            for row in self.rows(batch):
                yield indexing_source(row.id, _source(row), self.index, began)

    # Reading

    def fingerprints(self) -> dict[int, int]:
        with self._in_use.reading() as client:
            return fingerprints(client, self.index)

    def nearest(self, text: str, languages: Collection[str], also: Collection[int] = (), limit: int = 50) -> list[Near]:
        asked = quantized(self.encoder.encode([text[:500]]))[0].tolist()
        with self._in_use.reading() as client:
            # First which are worth a closer look, then how near each of them is, by both kinds of vector.
            by_mean, by_piece = self._both(client, asked, {"terms": {"lang": list(languages)}}, CLOSEST, VISITED)
            ids = [*{*by_mean, *by_piece, *also}]
            if not ids:
                return []
            by_mean, by_piece = self._both(client, asked, {"terms": {"id": ids}}, len(ids), len(ids))
        near = [_near(by_mean[pk], by_piece[pk]) for pk in by_mean.keys() & by_piece.keys()]
        own = sorted((each for each in near if each.lang in languages), key=nearness)[:limit]
        beside = [each for each in near if each.id in also]
        return sorted({each.id: each for each in [*own, *beside]}.values(), key=nearness)

    def _both(
        self, client: Elasticsearch, asked: list[int], among: dict[str, Any], closest: int, visited: int
    ) -> list[dict[int, dict[str, Any]]]:
        """The hits by id, by the means and by the nearest of the pieces; in one request."""
        searches: list[dict[str, Any]] = []
        for field in (MEAN, PIECES):
            knn = {"field": field, "query_vector": asked, "k": closest, "num_candidates": visited, "filter": among}
            searches += [{}, {"knn": knn, "size": closest, **COLUMNS}]
        found: Any = client.msearch(index=self.index, searches=searches)
        return [_hits(each) for each in found["responses"]]


def _source(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "print": row.fingerprint,
        "lang": row.lang,
        "group": row.group,
        "mean": row.mean.tolist(),
        "pieces": [{"vector": piece} for piece in row.pieces.tolist()],
    }


def _hits(response: dict[str, Any]) -> dict[int, dict[str, Any]]:
    if "error" in response or response["_shards"]["failed"]:
        raise EngineUnavailable(f"Elasticsearch refuses: {response.get('error') or response['_shards']}")
    return {hit["fields"]["id"][0]: hit for hit in response["hits"]["hits"]}


def _near(by_mean: dict[str, Any], by_piece: dict[str, Any]) -> Near:
    """A work is about what it is about as a whole, and what one passage of it says."""
    columns = by_mean["fields"]
    product = _product(by_mean["_score"]) + _product(by_piece["_score"])
    return Near(columns["id"][0], columns["lang"][0], columns["group"][0], product / (2 * SCALE * SCALE))


def _product(score: float) -> float:
    """The inner product that Elasticsearch made a score of, which is never negative."""
    return score - 1 if score >= 1 else 1 - 1 / score
