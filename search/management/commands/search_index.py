from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from content.core.commands import Failed, OrreryCommand
from search.engines.base import EngineUnavailable
from search.indexing import catch_up, followers, is_behind, rebuild, tell_the_worker


class Command(OrreryCommand):
    help = "Bring the indices up to date; --rebuild makes them anew from the database, while the old ones answer."
    has_json = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="make them anew, whatever state they are in")
        parser.add_argument("--later", action="store_true", help="have the worker do what there is to do")

    def run(self, *, rebuild: bool, later: bool, **options: Any) -> None:
        if rebuild:
            self._rebuild()
        elif not later:
            if not catch_up():
                raise Failed(_("An index can't be brought up to date; what it must still be told is kept."))
        elif is_behind():
            tell_the_worker()

    def _rebuild(self) -> None:
        for index in followers():
            try:
                count = rebuild(index)
            except EngineUnavailable as error:
                raise Failed(
                    _("The index %(index)s can't be built: %(reason)s") % {"index": index.name, "reason": error}
                ) from error
            self.stdout.write(_("%(index)s: %(count)d written") % {"index": index.name, "count": count})
