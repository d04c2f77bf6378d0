"""The ledger, read once: whether it is whole and signed, and what it says last of each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
        self.reviewed: dict[str, dict[str, Any]] = {}
        self.publications: dict[int, dict[str, Any]] = {}
        self.notices: dict[int, dict[str, Any]] = {}
        self.wordings: dict[tuple[str, int, str], dict[str, Any]] = {}
        self.number, self.reference = 0, ""
        known = keys.public_keys()
        for entry in LedgerEntry.objects.order_by("number").iterator(chunk_size=CHUNK):
            self._read(entry, known)

    def _read(self, entry: LedgerEntry, known: dict[str, Any]) -> None:
        if entry.number != self.number + 1 or entry.previous != self.reference:
            self._break(entry, "chain", f"an entry before number {entry.number} is missing")
        if not ledger.is_genuine(entry, known):
            self._break(entry, "signature", f"entry {entry.number} was altered, or isn't signed by a key of this site")
        self.number, self.reference = entry.number, entry.reference
        self.references[entry.number] = entry.reference
        said = entry.payload
        if entry.kind == "seal":
            self.seals[entry.number] = said
        elif entry.kind == "publication":
            self.publications[said["work"]] = said
        elif entry.kind == "notice":
            self.notices[entry.number] = said
        elif entry.kind == "wording":
            self.wordings[said["model"], said["row"], said["lang"]] = said

    def _break(self, entry: LedgerEntry, kind: str, detail: str) -> None:
        said = entry.payload if isinstance(entry.payload, dict) else {}
        self.broken.append(Finding(said.get("work") or 0, said.get("lang") or "", kind, detail, entry.made_at))

    def findings(self, head: str) -> Iterator[Finding]:
        yield from self.broken
        kept = LedgerHead.objects.filter(pk=1).first()
        if (kept.reference if kept else "") != self.reference:
            yield Finding(0, "", "head", "the chain doesn't end where its head says: entries were cut off or put in")
        if head and head not in self.references.values():
            yield Finding(0, "", "head", f"the head {head[:12]} noted earlier isn't in the chain: it was rolled back")
        yield from self._file()

    def _file(self) -> Iterator[Finding]:
        written: dict[int, str] = {}
        for line in ledger.lines():
            if "broken" in line or "number" not in line:
                yield Finding(0, "", "file", "a line of the ledger's file can't be read")
                continue
            if written.get(line["number"], line["reference"]) != line["reference"]:
                yield Finding(0, "", "file", f"the ledger's file has two entries number {line['number']}")
            written[line["number"]] = line["reference"]
        for number, reference in written.items():
            if self.references.get(number) != reference:
                yield Finding(
                    0, "", "file", f"entry {number} of the ledger's file isn't in the database: the chain was cut or rewritten"
                )
        missing = [number for number in self.references if number not in written]
        if missing:
            yield Finding(0, "", "file", f"{len(missing)} entries, from number {missing[0]}, aren't in the ledger's file")
