from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from search.indexing import compared
from search.indexing.checking import Finding, check

MOST_SHOWN = 100


class Command(OrreryCommand):
    help = "Compare each index with the database, both ways; exit code 1 when something is amiss."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="mend what is amiss; exit code 1 when something still is")

    def run(self, *, fix: bool, json: bool, **options: Any) -> None:
        results = {index.name: check(index, fix=fix) for index in compared()}
        findings = [finding for result in results.values() for finding in result.findings]
        if json:
            counts = {name: {"checked": result.checked, "mended": result.mended} for name, result in results.items()}
            self.print_json({"indices": counts, "findings": [_as_json(finding) for finding in findings]})
        else:
            for name, result in results.items():
                said = {"index": name, "checked": result.checked, "amiss": len(result.findings), "mended": result.mended}
                self.stdout.write(_("%(index)s: %(checked)d checked, %(amiss)d amiss, %(mended)d mended") % said)
            for finding in findings[:MOST_SHOWN]:
                self.stdout.write(f"{finding.index} {finding.problem} {finding.work_id or finding.reason}")
        if findings:
            sys.exit(1)


def _as_json(finding: Finding) -> dict[str, Any]:
    return {"index": finding.index, "problem": finding.problem, "work": finding.work_id, "reason": finding.reason}
