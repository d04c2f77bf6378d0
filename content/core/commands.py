"""What Orrery's commands share: exit codes (0 done, 1 finding or refusal, 2 wrong use) and `--json`."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from content.core.refusal import Refused
from content.core.signals import command_finished


class Failed(Exception):
    """A finding or refusal that ends the command with exit code 1; the message is one line."""


class OrreryCommand(BaseCommand):
    """With `--json`, stdout holds one JSON document and nothing else; errors are `{"error", "detail"}`."""

    has_json = True
    # False for what works on files alone: nobody is told that the command has finished.
    needs_database = True

    def add_arguments(self, parser: CommandParser) -> None:
        if self.has_json:
            parser.add_argument("--json", action="store_true", help="one JSON document on stdout, nothing else")
        self.arguments(parser)

    def arguments(self, parser: CommandParser) -> None:
        """The command's own arguments."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            try:
                self.run(**options)
            finally:
                if self.needs_database:
                    command_finished.send(type(self))
        except (Failed, Refused, PermissionDenied, ValidationError) as error:
            self.fail(type(error).__name__.lower(), _one_line(error), options.get("json", False))
        except CommandError as error:
            self.fail("usage", _one_line(error), options.get("json", False), code=2)

    def run(self, *args: Any, **options: Any) -> None:
        raise NotImplementedError

    def fail(self, error: str, detail: str, as_json: bool, code: int = 1) -> None:
        if as_json:
            self.print_json({"error": error, "detail": detail})
        self.stderr.write(detail)
        sys.exit(code)

    def print_json(self, document: Any) -> None:
        self.stdout.write(json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))


def refuse_in_production(switch: bool, what: str) -> None:
    """Raise `Refused` in production unless the operator allowed it."""
    if settings.ORRERY_PRODUCTION and not switch:
        raise Refused(_("%(what)s is refused in production.") % {"what": what})


def _one_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    return " ".join(str(error).split())
