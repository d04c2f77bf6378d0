"""Turns: one process or thread at a time, on this machine or, with PostgreSQL, on all. A turn ends with its process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db import connection

from search.engines.base import EngineUnavailable, IndexBusy
from search.engines.locking import locked, pause


@contextmanager
def turn(name: str, wait: float = 10.0) -> Iterator[None]:
    """Raises `IndexBusy` when somebody else's turn lasts longer than `wait` seconds."""
    of = _in_database if connection.vendor == "postgresql" else _in_a_file
    with of(name, wait):
        yield


def is_taken(name: str) -> bool:
    """Whether it is somebody else's turn now."""
    try:
        with turn(name, wait=0.0):
            return False
    except IndexBusy:
        return True


@contextmanager
def _in_a_file(name: str, wait: float) -> Iterator[None]:
    # Not in the folder of the index: that may be deleted or swapped meanwhile.
    path = Path(settings.ORRERY_DATA_DIR) / "run" / f"index-{name}.lock"
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(path, wait))
        except OSError as error:
            raise EngineUnavailable(f"{path}: {error}") from error
        yield


@contextmanager
def _in_database(name: str, wait: float) -> Iterator[None]:
    key = int.from_bytes(blake2b(f"search.{name}".encode(), digest_size=8).digest(), signed=True)
    limit = time.monotonic() + wait
    while not _ask("SELECT pg_try_advisory_lock(%s)", key):
        pause(name, limit)
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(%s)", key)


def _ask(question: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [key])
        row = cursor.fetchone()
    return bool(row and row[0])
