from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from content.core.commands import OrreryCommand
from content.core.works import work_of
from content.review.state import report_of


class Command(OrreryCommand):
    help = "Say where a work stands."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, metavar="ID")

    def run(self, *, id: int, json: bool, **options: Any) -> None:  # noqa: A002  (the command's argument)
        report = report_of(work_of(id))
        if json:
            self.print_json(report)
            return
        for name, value in report.items():
            self.stdout.write(f"{name}: {value}")
