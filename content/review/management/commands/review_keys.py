from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from content.core import keys, ledger
from content.core.commands import OrreryCommand


class Command(OrreryCommand):
    help = "Print the public keys that seals are signed with; make a new one with --rotate. Old seals stay valid."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rotate", action="store_true", help="sign with a new key from now on, and forget the old private one"
        )

    def run(self, *, rotate: bool, json: bool, **options: Any) -> None:
        current = keys.signing_key()
        if rotate:
            current = self._rotate()
        known = {name: public.public_bytes_raw().hex() for name, public in keys.public_keys().items()}
        if json:
            self.print_json({"current": current.id, "keys": known})
            return
        for name, public in known.items():
            self.stdout.write(f"{'*' if name == current.id else ' '} {name} {public}")

    @staticmethod
    def _rotate() -> keys.SigningKey:
        try:
            fresh = keys.prepare()
            # The old key says which one comes after it.
            ledger.append("key", {"key": fresh.id, "public": fresh.public.public_bytes_raw().hex()})
            keys.change_to(fresh)
        except ValueError as error:
            raise CommandError(str(error)) from error
        return fresh
