from __future__ import annotations

from typing import Any

from content.core.commands import OrreryCommand
from content.review.correspondence.reminding import remind


class Command(OrreryCommand):
    help = "Send the reminders that are due and do what else the clock asks of reviews. Safe to repeat."

    def run(self, *, json: bool, verbosity: int = 1, **options: Any) -> None:
        done = remind()
        if json:
            self.print_json(done)
        elif verbosity:
            self.stdout.write(", ".join(f"{name} {count}" for name, count in done.items()))
