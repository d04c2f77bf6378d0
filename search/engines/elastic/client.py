"""The connection to Elasticsearch: kept alive, shared by threads, and given up soon when the other side is gone."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from elastic_transport import HttpHeaders, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, TransportError
from urllib3 import Timeout

from search.engines.base import EngineUnavailable

CONNECT_SECONDS = 0.5  # a server that is there answers a connection in far less
ANSWER_SECONDS = 3.0  # of a search; writing gives its own
SLOW_SECONDS = 1.0  # where a search has waited so long, others don't begin to
PAUSE_SECONDS = 5.0  # in which a server that didn't answer isn't asked again; each time that it still doesn't, twice as long
LONGEST_PAUSE = 60.0
BACK_SECONDS = 0.5  # in which it then has to show that it is back, before more is asked of it
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
    """A client, and a memory of whether the server answered: while it doesn't, nobody waits for it.

    It may also take requests and never answer: then those wait who asked before anybody knew, for as long as an answer may take.
    """

    def __init__(self, url: str) -> None:
        client = Elasticsearch(url, node_class=Node, connections_per_node=16, max_retries=0, retry_on_timeout=False)
        # To make one takes as long as to ask it.
        self._within = cache(lambda seconds: client.options(request_timeout=seconds))
        self._lock = threading.Lock()
        self._silent_until = 0.0
        self._pause = PAUSE_SECONDS
        self._searching: dict[object, float] = {}  # since when

    @contextmanager
    def client(self, seconds: float | None = None) -> Iterator[Elasticsearch]:
        """The client, for requests of at most so many seconds each, a search's by default.

        Raises `EngineUnavailable` for all that goes wrong.
        """
        must_show = self._let_through()
        try:
            if must_show:
                self._show()
            if seconds:
                yield self._within(seconds)
            else:
                with self._among_those_searching():
                    yield self._within(ANSWER_SECONDS)
        except TransportError as error:
            self._fell_silent()
            raise EngineUnavailable(f"Elasticsearch doesn't answer: {error}") from error
        except ApiError as error:
            if error.status_code in GATEWAY_ERRORS:
                self._fell_silent()
            raise EngineUnavailable(f"Elasticsearch refuses: {error}") from error
        self._silent_until, self._pause = 0.0, PAUSE_SECONDS

    def _let_through(self) -> bool:
        """Whether the server has to show first that it is back."""
        with self._lock:
            now = time.monotonic()
            if now < self._silent_until:
                raise EngineUnavailable("Elasticsearch didn't answer a moment ago")
            if any(now - since > SLOW_SECONDS for since in self._searching.values()):
                raise EngineUnavailable("Elasticsearch hasn't answered yet what others ask")
            if not self._silent_until:
                return False
            # One asks whether it is back; the others are answered elsewhere until that one knows.
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
            self._silent_until = now + self._pause
            return True

    def _show(self) -> None:
        with suppress(ApiError):  # a refusal is an answer
            self._within(BACK_SECONDS).info()

    @contextmanager
    def _among_those_searching(self) -> Iterator[None]:
        place = object()
        with self._lock:
            self._searching[place] = time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                del self._searching[place]

    def _fell_silent(self) -> None:
        self._silent_until = time.monotonic() + self._pause


@cache
def connection(url: str) -> Connection:
    """One a server and process."""
    return Connection(url)
