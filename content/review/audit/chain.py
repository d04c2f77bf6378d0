"""The ledger, read once: whether it is whole and signed, and what it says last of each thing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from content.core import keys, ledger
from content.core.models import LedgerEntry, LedgerHead
from content.review.audit.finding import Finding

CHUNK = 500


class Chain:
    """The ledger, read and checked once; the last word of each kind on each thing."""

    def __init__(self) -> None:
        self.broken: list[Finding] = []
        self.references: dict[int, str] = {}
        self.seals: dict[int, dict[str, Any]] = {}
        self.publications: dict[int, dict[str, Any]] = {}
        self.notices: dict[int, dict[str, Any]] = {}
        self.wordings: dict[tuple[str, int, str], dict[str, Any]] = {}
        self.number, self.reference = 0, ""
        # Entries by a key that this site doesn't know, and each entry's line in the file.
        self._foreign: dict[str, list[int]] = {}
        self._lines: dict[int, str] = {}
        self._known = keys.public_keys()
        # As text: what isn't JSON any more is a finding, too.
        entries = LedgerEntry.objects.annotate(text=Cast("payload", TextField())).defer("payload").order_by("number")
        for entry in entries.iterator(chunk_size=CHUNK):
            self._read(entry)

    def _read(self, entry: LedgerEntry) -> None:
        try:
            entry.payload = json.loads(entry.text)  # type: ignore[attr-defined]  # annotated
        except (ValueError, TypeError):
            entry.payload = None
        if entry.number != self.number + 1 or entry.previous != self.reference:
            self._break(entry, "chain", f"an entry before number {entry.number} is missing")
        if entry.key not in self._known:
            self._foreign.setdefault(entry.key, []).append(entry.number)
        elif not ledger.is_genuine(entry, self._known):
            self._break(entry, "signature", f"entry {entry.number} was altered: its signature doesn't fit")
        self.number, self.reference = entry.number, entry.reference
        self.references[entry.number] = entry.reference
        self._lines[entry.number] = ledger.canonical_json(ledger.line_of(entry))
        if isinstance(entry.payload, dict):
            self._keep(entry.number, entry.kind, entry.payload)

    def _keep(self, number: int, kind: str, said: dict[str, Any]) -> None:
        if kind == "seal":
            self.seals[number] = said
        elif kind == "publication":
            self.publications[said.get("work", 0)] = said
        elif kind == "notice":
            self.notices[number] = said
        elif kind == "wording":
            self.wordings[said.get("model", ""), said.get("row", 0), said.get("lang", "")] = said

    def _break(self, entry: LedgerEntry, kind: str, detail: str) -> None:
        said = entry.payload if isinstance(entry.payload, dict) else {}
        self.broken.append(Finding(said.get("work") or 0, said.get("lang") or "", kind, detail, entry.made_at))

    def findings(self, head: str) -> Iterator[Finding]:
        yield from self.broken
        for key, numbers in self._foreign.items():
            detail = f"{len(numbers)} entries, from number {numbers[0]}, are signed by a key that this site doesn't know: {key}"
            yield Finding(0, "", "signature", detail)
        kept = LedgerHead.objects.filter(pk=1).first()
        if (kept.reference if kept else "") != self.reference:
            yield Finding(0, "", "head", "the chain doesn't end where its head says: entries were cut off or put in")
        if head and head not in self.references.values():
            yield Finding(0, "", "head", f"the head {head[:12]} noted earlier isn't in the chain: it was rolled back")
        yield from self._file()

    def _file(self) -> Iterator[Finding]:
        written: dict[int, str] = {}
        for line in ledger.lines():
            number = line.get("number")
            if "broken" in line or not isinstance(number, int):
                yield Finding(0, "", "file", "a line of the ledger's file can't be read")
                continue
            text = ledger.canonical_json(line)
            if written.get(number, text) != text:
                yield Finding(0, "", "file", f"the ledger's file has two entries number {number}")
            written[number] = text
        yield from self._compare(written)

    def _compare(self, written: dict[int, str]) -> Iterator[Finding]:
        other = sorted(number for number, text in written.items() if self._lines.get(number) != text)
        if other:
            detail = f"{len(other)} entries of the ledger's file, from number {other[0]}, aren't so in the database"
            yield Finding(0, "", "file", f"{detail}: the chain was cut or rewritten, or the file altered")
        missing = [number for number in self.references if number not in written]
        if missing:
            yield Finding(0, "", "file", f"{len(missing)} entries, from number {missing[0]}, aren't in the ledger's file")
