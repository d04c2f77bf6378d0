"""A new index beside the old one, which answers until it is swapped; what changes meanwhile is replayed."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from search.engines.base import Update
from search.indexing.index import Follower
from search.indexing.locks import turn
from search.indexing.outbox import building, drain
from search.indexing.reading import BATCH, documents
from search.models import IndexState, Outbox

log = logging.getLogger("orrery.search")


def rebuild(index: Follower) -> int:
    """Build the index anew from the database; returns how much was written.

    Raises `IndexBusy` while another process builds it, and `EngineUnavailable`; the old index is left as it was.
    """
    with turn(building(index), wait=1.0):
        with turn(index.name):
            # Whoever was writing has finished: what it followed is in the database, and read below. What was kept for
            # a build that died, the index in use has.
            stale_since = IndexState.staleness(index.name)
            Outbox.objects.filter(index=index.name, kept=True).delete()
        replayed: set[int] = set()
        count = index.build(lambda update: _replay(index, update, replayed))
        with turn(index.name):
            rows = Outbox.objects.filter(index=index.name)
            for some in _in_batches(sorted(replayed)):
                rows.filter(pk__in=some).delete()
            # What came between the replay and the swap went into the old index.
            rows.filter(kept=True).update(kept=False)
            IndexState.mark_built(index.name, stale_since)
    drain(index)
    log.info("The index %s is built: %s written.", index.name, count)
    return count


def _replay(index: Follower, update: Update, replayed: set[int]) -> None:
    """What changed since the build began, whether or not the old index has followed it already."""
    while rows := dict(_still_to_replay(index, replayed)):
        works = set(rows.values())
        update(documents(index.scope, works), works)
        replayed.update(rows)


def _still_to_replay(index: Follower, replayed: set[int]) -> Iterable[tuple[int, int]]:
    rows = Outbox.objects.filter(index=index.name).order_by("pk").values_list("pk", "work_id")
    return [(pk, work_id) for pk, work_id in rows if pk not in replayed][:BATCH]


def _in_batches(numbers: list[int]) -> list[list[int]]:
    return [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
