"""What commands, the worker and the scheduler do: each index is there, whole, and follows all that was published."""

from __future__ import annotations

import logging

from django.utils import timezone

from search.engines.base import EngineUnavailable, IndexBusy
from search.indexing.index import Follower, followers
from search.indexing.outbox import collapse, drain, waiting_for
from search.indexing.rebuilding import rebuild
from search.models import IndexState, Outbox

log = logging.getLogger("orrery.search")


def catch_up(wait: float = 10.0) -> bool:
    """Bring all indices up to date, and build anew those that are missing, broken or of another format; whether all are."""
    _forget_others()
    behind = [index for index in followers() if not _caught_up(index, wait)]
    return not behind


def is_behind() -> bool:
    """Whether any index has something to do; cheap enough to be asked every minute."""
    return any(needs_building(index) or waiting_for(index).exists() for index in followers())


def needs_building(index: Follower) -> bool:
    return IndexState.must_be_built(index.name) or not index.is_usable()


def _caught_up(index: Follower, wait: float) -> bool:
    try:
        if needs_building(index):
            rebuild(index)
        drain(index, wait=wait)
    except IndexBusy:
        log.warning("Another process writes the index %s; it will follow.", index.name)
        return False
    except (EngineUnavailable, OSError):
        log.exception("The index %s can't be brought up to date.", index.name)
        collapse(index)
        return False
    return True


def _forget_others() -> None:
    """An index that isn't configured any more stops following: when it comes back it is built anew."""
    names = [index.name for index in followers()]
    IndexState.objects.exclude(index__in=names).filter(stale_since=None).update(stale_since=timezone.now())
    Outbox.objects.exclude(index__in=names).delete()
