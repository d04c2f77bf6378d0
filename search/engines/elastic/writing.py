"""Writing documents: in bulk, no faster than they are taken, and never an older one over a newer.

Each writing has a version, the moment it began. One that a server still carries out after its sender has given it up
is refused once a later one has been there.
"""

from __future__ import annotations

import logging
import math
import time
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.documents import IndexDocument
from search.engines.base import EngineUnavailable
from search.engines.elastic.mapping import as_elastic

log = logging.getLogger("orrery.search")
CHUNK = 200  # documents
CHUNK_BYTES = 8_000_000
FIRST_PAUSE = 0.2  # seconds
IN_FLIGHT = 2  # chunks sent while the next one is analysed
NEWER_IS_THERE, NOT_THERE, REFUSED = 409, 404, 400


def version() -> int:
    return time.time_ns() // 1_000_000


def indexing(document: IndexDocument, alias: str, began: int) -> dict[str, Any]:
    return indexing_source(document.id, as_elastic(document), alias, began)


def indexing_source(work_id: int, source: dict[str, Any], alias: str, began: int) -> dict[str, Any]:
    return {**_action("index", work_id, alias, began), "_source": source}


def removing(work_id: int, alias: str, began: int) -> dict[str, Any]:
    return _action("delete", work_id, alias, began)


def _action(name: str, work_id: int, alias: str, began: int) -> dict[str, Any]:
    # Through an alias or not at all: an index that was swapped away meanwhile isn't made again by a late document.
    place = {"_index": alias, "_id": str(work_id), "require_alias": True}
    return {"_op_type": name, **place, "version": began, "version_type": "external_gte"}


def write(client: Elasticsearch, actions: Iterable[dict[str, Any]], patience: float) -> int:
    """Send all, the next made while the last are on their way; returns their number.

    `patience`: seconds a busy server gets. Raises `EngineUnavailable` where it doesn't take them, or an alias is gone.
    """
    actions, count = iter(actions), 0
    underway: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1, "bulk") as sender:
        try:
            while chunk := list(islice(actions, CHUNK)):
                if len(underway) == IN_FLIGHT:
                    underway.popleft().result()
                underway.append(sender.submit(_send, client, chunk, patience))
                count += len(chunk)
            while underway:
                underway.popleft().result()
        finally:
            for each in underway:
                each.cancel()
    return count


def _send(client: Elasticsearch, chunk: list[dict[str, Any]], patience: float) -> None:
    # A server that has too much to do says 429: it gets the chunk again, after pauses that double.
    retries = int(math.log2(patience / FIRST_PAUSE + 1))
    for done, answer in streaming_bulk(
        client, chunk, chunk_size=CHUNK, max_chunk_bytes=CHUNK_BYTES, raise_on_error=False,
        max_retries=retries, initial_backoff=FIRST_PAUSE, max_backoff=10,
    ):  # fmt: skip
        if not done:
            _judge(*next(iter(answer.items())))


def _judge(operation: str, answer: dict[str, Any]) -> None:
    status = answer.get("status")
    if operation == "delete" and status == NOT_THERE and "error" not in answer:
        return
    if status == NEWER_IS_THERE:
        raise EngineUnavailable("Elasticsearch has a later version: a clock went back; it is tried again")
    if status == REFUSED:
        # It will be refused for ever: the others mustn't wait for it. `search_check` finds it missing.
        log.error("Elasticsearch refuses document %s: %s", answer.get("_id"), answer.get("error"))
        return
    raise EngineUnavailable(f"Elasticsearch didn't take a document: {answer.get('error') or status}")
