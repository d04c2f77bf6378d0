from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from config.environment import env, read
from config.supervisor import PortTaken, Supervisor, reserve
from content.core.commands import Failed, OrreryCommand


class Command(OrreryCommand):
    help = "Serve the site: web, worker and scheduler, supervised. PORT=0 takes a free port."
    has_json = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=read(env.int, "PORT", 8000))
        parser.add_argument("--workers", type=int, default=2)

    def run(self, *, port: int, workers: int, **options: Any) -> None:
        if not 0 <= port <= 65535 or workers < 1:
            raise Failed(_("The port is a number from 0 to 65535, and there is at least one worker."))
        try:
            port = reserve(port)
        except PortTaken as error:
            raise Failed(str(error)) from error
        call_command("collectstatic", interactive=False, verbosity=0)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        sys.exit(Supervisor(port, workers).run())
