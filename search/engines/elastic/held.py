"""Which documents an index holds, and as they were when: all of them, of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch

PAGE = 10_000
COLUMNS = {"stored_fields": "_none_", "docvalue_fields": ["id", "print"], "track_total_hits": False}


def fingerprints(client: Elasticsearch, index: str) -> dict[int, int]:
    """The fingerprint of each document by its id."""
    moment = client.open_point_in_time(index=index, keep_alive="1m")["id"]
    try:
        return dict(_pages(client, moment))
    finally:
        client.close_point_in_time(id=moment)


def _pages(client: Elasticsearch, moment: str) -> Iterator[tuple[int, int]]:
    body: dict[str, Any] = {"pit": {"id": moment, "keep_alive": "1m"}, "sort": [{"id": "asc"}], "size": PAGE, **COLUMNS}
    while True:
        found: Any = client.search(body=body)
        hits = found["hits"]["hits"]
        for hit in hits:
            yield hit["fields"]["id"][0], hit["fields"]["print"][0]
        if len(hits) < PAGE:
            return
        body["search_after"] = hits[-1]["sort"]
