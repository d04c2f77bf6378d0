"""The connection to Elasticsearch: kept alive, shared by threads, and given up soon when the other side is gone."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from elastic_transport import HttpHeaders, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, TransportError
from urllib3 import Timeout

from search.engines.base import EngineUnavailable

CONNECT_SECONDS = 0.5  # a server that is there answers a connection in far less
ANSWER_SECONDS = 3.0  # of a search; writing gives its own
PAUSE_SECONDS = 5.0  # in which a server that didn't answer isn't asked again
COMPRESSED_FROM = 32_768  # bytes: below, packing costs more than it saves on any network
GATEWAY_ERRORS = {502, 503, 504}


class Node(Urllib3HttpNode):
    """HTTP with a time limit for the connection apart from the answer's; large bodies are sent compressed."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,
    ) -> Any:
        if isinstance(request_timeout, int | float):
            request_timeout = Timeout(connect=min(CONNECT_SECONDS, request_timeout), read=request_timeout)
        if body and len(body) >= COMPRESSED_FROM:
            body = gzip.compress(body, compresslevel=1)
            headers = HttpHeaders(headers or {})
            headers["content-encoding"] = "gzip"
        return super().perform_request(method, target, body, headers, request_timeout)


class Connection:
    """A client, and a memory of whether the server answered: while it doesn't, nobody waits for it."""

    def __init__(self, url: str) -> None:
        client = Elasticsearch(url, node_class=Node, connections_per_node=16, max_retries=0, retry_on_timeout=False)
        # To make one takes as long as to ask it.
        self._within = cache(lambda seconds: client.options(request_timeout=seconds))
        self._lock = threading.Lock()
        self._silent_until = 0.0

    @contextmanager
    def client(self, seconds: float | None = None) -> Iterator[Elasticsearch]:
        """The client, for requests of at most so many seconds each, a search's by default.

        Raises `EngineUnavailable` for all that goes wrong.
        """
        self._let_through()
        try:
            yield self._within(seconds or ANSWER_SECONDS)
        except TransportError as error:
            self._fell_silent()
            raise EngineUnavailable(f"Elasticsearch doesn't answer: {error}") from error
        except ApiError as error:
            if error.status_code in GATEWAY_ERRORS:
                self._fell_silent()
            raise EngineUnavailable(f"Elasticsearch refuses: {error}") from error
        self._silent_until = 0.0

    def _let_through(self) -> None:
        with self._lock:
            now = time.monotonic()
            if now < self._silent_until:
                raise EngineUnavailable("Elasticsearch didn't answer a moment ago")
            if self._silent_until:
                # One asks whether it is back; the others wait for what that one finds.
                self._silent_until = now + PAUSE_SECONDS

    def _fell_silent(self) -> None:
        self._silent_until = time.monotonic() + PAUSE_SECONDS


@cache
def connection(url: str) -> Connection:
    """One a server and process."""
    return Connection(url)
