from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

log = logging.getLogger("orrery.scheduler")

# What happens by the clock: scheduled publication and expiry, reviews' due dates, the tidying of tasks, what readers looked for,
# and what an index has missed.
EVERY_MINUTE: list[tuple[str, dict[str, Any]]] = [
    ("publish_scheduled", {}),
    ("review_remind", {}),
    ("prune_db_task_results", {"min_age_days": 7}),
    ("demand_forget", {}),
    ("search_index", {"later": True}),
]


class Command(BaseCommand):
    help = "Do what is due, every minute, until SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        ending = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: ending.set())
        while True:
            for name, arguments in EVERY_MINUTE:
                try:
                    call_command(name, verbosity=0, **arguments)
                except Exception:
                    log.exception("%s failed; it is tried again in a minute", name)
            close_old_connections()
            if once or ending.wait(60):
                return
