"""The outbox: written in the transaction that made it so, emptied by each index at its own pace."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable
from functools import partial

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from search.documents import Scope
from search.engines.base import EngineUnavailable, IndexBusy
from search.indexing.index import Follower, followers
from search.indexing.locks import is_taken, turn
from search.indexing.reading import BATCH
from search.models import IndexState, Outbox

log = logging.getLogger("orrery.search")

AT_ONCE = 20  # works: more would keep an editor waiting
MOST_WAITING = 5000  # works: for more, building anew is the shorter way
REST = 10.0  # seconds that publishing doesn't ask an engine which just failed
_failed_at: dict[str, float] = {}


def changed(ids: Iterable[int], scopes: Collection[Scope] = tuple(Scope)) -> None:
    """Note, in the caller's transaction, that the indices must follow these works; they do once it is committed."""
    works, wanted = set(ids), [index for index in followers() if index.scope in scopes]
    if len(works) > MOST_WAITING:
        IndexState.mark_stale(index.name for index in wanted)
    else:
        for index in wanted:
            note(index, works)
    transaction.on_commit(partial(_deliver, wanted, works), robust=True)


def note(index: Follower, works: Iterable[int]) -> None:
    """That this index must follow these works, whenever it next does."""
    Outbox.objects.bulk_create([Outbox(index=index.name, work_id=pk) for pk in sorted(works)], batch_size=500)


def _deliver(wanted: Iterable[Follower], works: set[int]) -> None:
    """At once where it takes a moment; what is left, the worker does."""
    behind = len(works) > AT_ONCE or [index for index in wanted if not _delivered(index, works)]
    if behind:
        tell_the_worker()


def _delivered(index: Follower, works: set[int]) -> bool:
    if time.monotonic() - _failed_at.get(index.name, -REST) < REST:
        return False
    try:
        drain(index, works, wait=1.0)
    except IndexBusy:
        return False
    except EngineUnavailable as error:
        _failed_at[index.name] = time.monotonic()
        log.warning("The index %s doesn't follow (%s): the worker will see to it.", index.name, error)
        return False
    return True


def tell_the_worker() -> None:
    from search.tasks import follow  # noqa: PLC0415  (tasks import this package)

    try:
        follow.enqueue()
    except Exception:
        log.exception("The worker can't be told; the scheduler will, within a minute.")


def drain(index: Follower, works: Collection[int] | None = None, wait: float = 10.0) -> int:
    """Bring the index up to date with the outbox, or with these works' rows in it; returns how many works it followed.

    Raises `EngineUnavailable`; what the index didn't follow stays in the outbox.
    """
    waiting = waiting_for(index)
    if works is not None:
        waiting = waiting.filter(work_id__in=works)
    followed = 0
    while waiting.exists():
        with turn(index.name, wait):
            followed += _follow(index, waiting, wait)
    return followed


def waiting_for(index: Follower) -> QuerySet[Outbox]:
    return Outbox.objects.filter(index=index.name, kept=False).order_by("pk")


def _follow(index: Follower, waiting: QuerySet[Outbox], wait: float) -> int:
    rows = dict(waiting.values_list("pk", "work_id")[:BATCH])
    if not rows:
        return 0
    works = set(rows.values())
    # Read after the rows, and in this turn: whoever comes later reads what is newer, and writes it later.
    index.follow(works, wait)
    done = Outbox.objects.filter(pk__in=rows)
    if is_taken(building(index)):
        done.update(kept=True)
    else:
        done.delete()
    return len(works)


def building(index: Follower) -> str:
    """The name of the turn that a build of the index takes: while it lasts, what the old one followed is kept for it."""
    return f"{index.name}.build"


def collapse(index: Follower) -> None:
    """A row a work is enough; of too many works, that the index must be built anew. So a dead engine costs little room."""
    waiting = waiting_for(index)
    if (waiting.aggregate(works=Count("work_id", distinct=True))["works"] or 0) > MOST_WAITING:
        IndexState.mark_stale([index.name])
        waiting.delete()
    else:
        newest = waiting.order_by().values("work_id").annotate(last=Max("pk")).values("last")
        waiting.exclude(pk__in=newest).delete()
