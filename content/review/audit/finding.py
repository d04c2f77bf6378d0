"""One thing that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.core import ledger


@dataclass(frozen=True)
class Finding:
    """`since`: the time of the record that is contradicted; what is wrong became so after it."""

    work: int
    lang: str
    kind: str
    detail: str
    since: datetime | None = None


def plain(statement: dict[str, Any]) -> Any:
    """As the ledger holds it: JSON."""
    return json.loads(ledger.canonical_json(statement))


def describe(findings: Iterable[dict[str, Any]]) -> Iterator[str]:
    for finding in findings:
        since = f" (since {finding['since']:%Y-%m-%d %H:%M})" if finding["since"] else ""
        yield "{work} [{lang}] {kind}: {detail}".format(**finding) + since
