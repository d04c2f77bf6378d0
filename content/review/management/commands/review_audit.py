from __future__ import annotations

import re
import sys
from datetime import datetime, time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from content.review.audit import audit, describe


class Command(OrreryCommand):
    help = "Prove from the data alone that each public work equals what was approved. Exit code 1 on any finding."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", metavar="DATE", help="only works approved since then; the chain is always checked whole")
        parser.add_argument("--head", default="", metavar="HASH", help="the head of the chain, as it was noted earlier")

    def run(self, *, json: bool, since: str | None, head: str, **options: Any) -> None:
        result = audit(since=_moment(since) if since is not None else None, head=_reference(head))
        if json:
            self.print_json(result)
        else:
            for line in describe(result["findings"]):
                self.stdout.write(line)
            self.stdout.write(f"checked {result['checked']}, sealed {result['sealed']}, findings {len(result['findings'])}")
            self.stdout.write("head {number} {reference}".format(**result["head"]))
        if result["findings"]:
            sys.exit(1)


def _reference(text: str) -> str:
    """64 hexadecimal digits, or nothing."""
    text = text.strip().lower()
    if text and not re.fullmatch(r"[0-9a-f]{64}", text):
        raise CommandError(_("%(text)s is no head of the chain: it has 64 hexadecimal digits.") % {"text": text[:80]})
    return text


def _moment(text: str) -> datetime:
    """A date or a time in ISO 8601."""
    text = text.strip()
    try:
        day = parse_date(text)
        moment = datetime.combine(day, time.min) if day else parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(_("%(text)s is no date: write 2026-11-24.") % {"text": text})
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
