from __future__ import annotations

import sys
from typing import Any

from content.core.commands import OrreryCommand
from content.review.audit import audit


class Command(OrreryCommand):
    help = "Prove from the data alone that each public work equals what was approved."

    def run(self, *, json: bool, **options: Any) -> None:
        result = audit()
        if json:
            self.print_json(result)
        else:
            for finding in result["findings"]:
                self.stdout.write("{work} [{lang}] {kind}: {detail}".format(**finding))
            self.stdout.write(f"checked {result['checked']}, sealed {result['sealed']}, findings {len(result['findings'])}")
        if result["findings"]:
            sys.exit(1)
