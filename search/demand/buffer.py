"""Counts on their way to the database: kept in memory for some seconds, added up, and written behind the readers' backs."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from search.demand.keeping import Entry, write

log = logging.getLogger("orrery.search")
MOST = 5000  # different queries that wait: while the database can't be written, more are lost


@dataclass
class Buffer:
    """One a process. A count that waits when the process is killed is lost: they are statistics."""

    waiting: dict[Entry, Counter[str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    timer: threading.Timer | None = None

    def add(self, day: date, lang: str, text: str, *names: str) -> None:
        """Count one up for each of these names. Touches no database and raises nothing."""
        with self.lock:
            entry = Entry(day, lang, text)
            if entry in self.waiting or len(self.waiting) < MOST:
                self.waiting.setdefault(entry, Counter()).update(names)
            self._wake()

    def _wake(self) -> None:
        if settings.ORRERY_DEMAND_SECONDS and self.timer is None:
            self.timer = threading.Timer(settings.ORRERY_DEMAND_SECONDS, self._in_time)
            self.timer.daemon = True
            self.timer.start()

    def _in_time(self) -> None:
        with self.lock:
            self.timer = None
        try:
            self.flush()
        finally:
            # The timer's thread has a connection of its own.
            close_old_connections()

    def flush(self) -> bool:
        """Write what waits; False when the database can't be written now: it waits on, till the next count comes."""
        with self.lock:
            taken, self.waiting = self.waiting, {}
        try:
            write(taken)
        except DatabaseError as error:
            log.warning("Counts of queries can't be written now: %s", error)
            with self.lock:
                for entry, counts in taken.items():
                    self.waiting.setdefault(entry, Counter()).update(counts)
            return False
        return True


buffer = Buffer()
