"""Turns at a file: one process or thread of this machine at a time; a killed one's turn goes with it."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import IndexBusy

PAUSE = 0.02  # seconds between two attempts


@contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Raises `IndexBusy` after `wait` seconds, and `OSError` where there can be no such file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    limit = time.monotonic() + wait
    with path.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                pause(path.name, limit)
        # Closing the file ends the turn.
        yield


def pause(name: str, limit: float) -> None:
    """Before one tries again; raises `IndexBusy` once it is too late."""
    if time.monotonic() >= limit:
        raise IndexBusy(f"{name}: another process is writing the index")
    time.sleep(PAUSE)
