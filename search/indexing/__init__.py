"""From the database to the indices: at once where it can be, by the outbox in any case. Never in the way of publishing."""

from __future__ import annotations

from search.indexing.catching_up import catch_up, is_behind, needs_building
from search.indexing.index import Compared, Follower, Index, compared, engine, engines, followers, indices
from search.indexing.outbox import changed, drain, tell_the_worker
from search.indexing.rebuilding import rebuild

__all__ = [
    "Compared",
    "Follower",
    "Index",
    "catch_up",
    "changed",
    "compared",
    "drain",
    "engine",
    "engines",
    "followers",
    "indices",
    "is_behind",
    "needs_building",
    "rebuild",
    "tell_the_worker",
]
