"""The indices behind a name: an alias for the one in use, and one for each that is being built beside it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import EngineUnavailable
from search.engines.elastic.client import Connection
from search.engines.elastic.mapping import WORDS_LAYOUT, Layout

KNOWN_SECONDS = 30.0  # so long an index that had the right mapping is taken to have it still


@dataclass(frozen=True)
class Places:
    """`name` is the alias that is read; `shards` are those of an index that is built from now on."""

    name: str
    shards: int = 1
    layout: Layout = WORDS_LAYOUT

    def check(self, client: Elasticsearch) -> None:
        """Raises `EngineUnavailable` unless the index in use has the present mapping."""
        try:
            found = client.indices.get_mapping(index=self.name)
        except NotFoundError as error:
            raise EngineUnavailable("no index") from error
        if {each["mappings"].get("_meta", {}).get("format") for each in found.values()} != {self.layout.format}:
            raise EngineUnavailable("an index of another format")

    def create(self, client: Elasticsearch) -> str:
        """A new index, not in use yet; returns the alias it is filled through."""
        mark = uuid.uuid4().hex[:12]
        alias = f"{self.name}-building-{mark}"
        client.indices.create(
            index=f"{self.name}-{mark}",
            settings=self.layout.settings | {"number_of_shards": self.shards},
            mappings=self.layout.mappings | {"_meta": {"format": self.layout.format}},
            aliases={alias: {}},
        )
        return alias

    def swap(self, client: Elasticsearch, alias: str) -> None:
        """The index of `alias` in place of all others, in one step."""
        # One segment: nothing is deleted in it, and each search looks up its terms once.
        client.indices.forcemerge(index=alias, max_num_segments=1)
        client.indices.put_settings(index=alias, settings={"refresh_interval": "10s", "auto_expand_replicas": "0-1"})
        client.indices.refresh(index=alias)
        indices = self._all(client)
        fresh = next((index for index, aliases in indices.items() if alias in aliases), None)
        if fresh is None:
            raise EngineUnavailable("another rebuild was ready first")
        actions: list[dict[str, dict[str, str]]] = [{"remove_index": {"index": index}} for index in indices if index != fresh]
        actions.append({"remove": {"index": fresh, "alias": alias}})
        actions.append({"add": {"index": fresh, "alias": self.name}})
        client.indices.update_aliases(actions=actions)

    def drop(self, client: Elasticsearch, alias: str) -> None:
        """Remove what was being built under `alias`."""
        for index, aliases in self._all(client).items():
            if alias in aliases:
                client.indices.delete(index=index, ignore_unavailable=True)

    def remove(self, client: Elasticsearch) -> None:
        """Remove all indices of this name."""
        for index in self._all(client):
            client.indices.delete(index=index, ignore_unavailable=True)

    def size(self, client: Elasticsearch) -> int:
        """In bytes, without copies."""
        return int(client.indices.stats(index=self.name, metric="store")["_all"]["primaries"]["store"]["size_in_bytes"])

    def _all(self, client: Elasticsearch) -> dict[str, list[str]]:
        """Each index of this name with its aliases."""
        found = client.indices.get_alias(index=f"{self.name}-*")
        return {index: list(each["aliases"]) for index, each in found.items()}


class InUse:
    """The index in use, read as long as it is of the present format: that is looked at now and then."""

    def __init__(self, connection: Connection, places: Places) -> None:
        self._connection = connection
        self._places = places
        self._known_until = 0.0

    def is_usable(self) -> bool:
        """Whether there is one of the present format. Raises nothing."""
        try:
            with self._connection.client() as client:
                self._places.check(client)
        except EngineUnavailable:
            return False
        return True

    @contextmanager
    def reading(self) -> Iterator[Elasticsearch]:
        """Raises `EngineUnavailable`."""
        with self._connection.client() as client:
            if time.monotonic() > self._known_until:
                self._places.check(client)
                self._known_until = time.monotonic() + KNOWN_SECONDS
            yield client

    def forget(self) -> None:
        """The next reading looks again."""
        self._known_until = 0.0
