"""Management commands as a shell sees them: an exit code, what stands on stdout and on stderr."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: object) -> Said:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return Said(int(end.code or 0), out.getvalue(), err.getvalue())
    return Said(0, out.getvalue(), err.getvalue())


def refused(said: Said, hint: str) -> bool:
    """Exit code 1, one line on stderr that says why, nothing on stdout."""
    return said.code == 1 and hint in said.err and len(said.err.strip().splitlines()) == 1 and not said.out
