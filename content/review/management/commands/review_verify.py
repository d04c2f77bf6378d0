from __future__ import annotations

import json as json_
import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from content.core import keys
from content.core.commands import OrreryCommand
from content.review.public.record import faults_of


class Command(OrreryCommand):
    help = "Check a public record or a seal with the public key alone. Needs no database. Exit code 1 if anything was altered."
    requires_system_checks = ()
    needs_database = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="F")
        parser.add_argument(
            "--public-key", metavar="K", help="64 hexadecimal digits, PEM, or a file with either; by default this site's"
        )

    def run(self, *, file: Path, public_key: str | None, json: bool, **options: Any) -> None:
        try:
            document = json_.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_once)
        except OSError as error:
            raise CommandError(_("%(path)s can't be read: %(error)s") % {"path": file, "error": error.strerror}) from error
        except (ValueError, RecursionError):
            document = None
        faults = faults_of(document, _given(public_key) if public_key else keys.public_keys())
        if json:
            self.print_json({"valid": not faults, "faults": faults})
        else:
            for fault in faults or ["valid: signed, and unaltered since"]:
                self.stdout.write(fault)
        if faults:
            sys.exit(1)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that names something twice says one thing to one reader and another to the next: it is no record."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _given(text: str) -> dict[str, Ed25519PublicKey]:
    path = Path(text)
    try:
        if len(text) < 500 and "\n" not in text and path.is_file():
            text = path.read_text(encoding="utf-8")
        public = keys.read_public(text)
    except (OSError, ValueError) as error:
        raise CommandError(_("That is no Ed25519 public key: give 64 hexadecimal digits or PEM.")) from error
    return {keys.key_id(public): public}
