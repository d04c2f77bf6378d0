from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from config.environment import number
from config.supervisor import NeverReady, PortTaken, Supervisor, reserve
from content.core.commands import Failed, OrreryCommand
from search.indexing import is_behind, tell_the_worker


class Command(OrreryCommand):
    help = "Serve the site: web, worker and scheduler, supervised. Port 0 takes a free one."
    has_json = False
    # Nothing is left to do when it ends that its worker and scheduler don't do.
    needs_database = False
    requires_system_checks: list[str] = []

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=number("PORT", 8000, most=65535))
        parser.add_argument("--workers", type=int, default=2)

    def run(self, *, port: int, workers: int, **options: Any) -> None:
        if not 0 <= port <= 65535 or workers < 1:
            raise Failed(_("The port is a number from 0 to 65535, and there is at least one worker."))
        try:
            port = reserve(port)
            _look_at_the_database()
            call_command("collectstatic", interactive=False, verbosity=0)
            # A missing, broken or old index is built anew by the worker, while the site is served already.
            if is_behind():
                tell_the_worker()
            Supervisor(port, workers).run()
        except (PortTaken, NeverReady) as error:
            raise Failed(str(error)) from error


def _look_at_the_database() -> None:
    """Raise `Failed` when it doesn't answer or isn't migrated: better one line now than a page of errors each."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Failed(_("The database doesn't answer: %(reason)s") % {"reason": error}) from error
    finally:
        connection.close()
    if missing:
        raise Failed(_("The database isn't up to date: run `manage.py migrate` first, or `manage.py demo`."))
