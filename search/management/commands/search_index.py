from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from search.indexing import catch_up, rebuild


class Command(OrreryCommand):
    help = "Bring the index up to date; --rebuild makes it anew from the database."
    has_json = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true")

    def run(self, *, rebuild: bool, **options: Any) -> None:
        if rebuild:
            self.stdout.write(_("%(count)d documents indexed") % {"count": _rebuild()})
        else:
            catch_up()


def _rebuild() -> int:
    return rebuild()
