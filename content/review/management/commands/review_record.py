from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from content.core.refusal import Refused
from content.review.public.record import record_of
from content.review.public.standing import PublicReview


class Command(OrreryCommand):
    help = "Print the public record of a work's review, signed, as JSON."
    has_json = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, metavar="ID", help="the work")
        parser.add_argument("--output", type=Path, metavar="F")
        parser.add_argument("--json", action="store_true", help="as always: the record is JSON")

    def run(self, *, id: int, output: Path | None, **options: Any) -> None:  # noqa: A002  (the argument's name)
        review = PublicReview.of(id)
        if review is None:
            raise Refused(_("Work %(id)d was never public: it has no public record.") % {"id": id})
        text = json.dumps(record_of(review), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"
        if output is None:
            self.stdout.write(text)
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(_("%(path)s can't be written: %(error)s") % {"path": output, "error": error.strerror}) from error
