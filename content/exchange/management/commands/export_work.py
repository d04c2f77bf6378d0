from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from content.core.models import Work
from content.core.refusal import Refused
from content.core.works import work_of
from content.exchange.exporter import FORMATS, export_folder, export_work


class Command(OrreryCommand):
    help = "Write a work, with all its chapters, to a file; as Markdown to a folder, with its pictures."
    has_json = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, metavar="ID")
        parser.add_argument(
            "--version", choices=["public", "draft"], default="public", help="what readers see, or the latest draft"
        )
        parser.add_argument("--format", dest="form", choices=sorted(FORMATS), required=True)
        parser.add_argument(
            "--output", type=Path, metavar="F", help="a file, or for Markdown a folder; without it, standard output"
        )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django's own --version would shadow ours.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def run(self, *, id: int, version: str, form: str, output: Path | None, **options: Any) -> None:  # noqa: A002  (the command's argument)
        work = work_of(id)
        try:
            self._write(work, version, form, output)
        except OSError as error:
            raise Refused(_("The file can't be written: %(reason)s") % {"reason": error.strerror or error}) from error

    def _write(self, work: Work, version: str, form: str, output: Path | None) -> None:
        if output and form == "markdown" and (output.is_dir() or not output.suffix):
            self.stderr.write(", ".join(export_folder(work, output, version)))
            return
        data = export_work(work, form, version)
        if output:
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_bytes(data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
