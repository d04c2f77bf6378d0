"""The ledger: a signed, append-only chain of what was approved, corrected and reworded.

Version 1. An entry has a number (from 1), a kind, a payload (a JSON object) and the reference of the entry before it.
Its reference is the SHA-256 of the canonical JSON of `[previous, number, kind, time, payload]`, in hexadecimal; its
signature is Ed25519 over `orrery-ledger-1\\n` and that reference. Canonical JSON: UTF-8, keys sorted, no spaces.

Each entry is also written as a line to `ledger.jsonl` in the data folder, so that a chain cut at its end, or rolled
back as a whole, is noticed. Who holds the private key and the file can rewrite both: only a head noted elsewhere
(`review_audit --head`) tells.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from content.core import keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from content.core.models import LedgerEntry

VERSION = 1
PREFIX = b"orrery-ledger-1\n"
alarm = logging.getLogger("orrery.alarm")


def canonical_json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(value: Any) -> str:
    """Of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def reference_of(previous: str, number: int, kind: str, made_at: str, payload: Any) -> str:
    """`made_at` as ISO 8601 with microseconds, in UTC."""
    return sha256([previous, number, kind, made_at, payload])


def timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@transaction.atomic
def append(kind: str, payload: dict[str, Any]) -> LedgerEntry:
    """Add an entry, in the caller's transaction; its line is written once that is committed."""
    return append_all([(kind, payload)])[0]


@transaction.atomic
def append_all(items: Iterable[tuple[str, dict[str, Any]]]) -> list[LedgerEntry]:
    entry_model, head_model = apps.get_model("core", "LedgerEntry"), apps.get_model("core", "LedgerHead")
    head, _new = head_model.objects.select_for_update().get_or_create(pk=1)
    key = keys.signing_key()
    entries = []
    for kind, payload in items:
        head.number += 1
        # As it is read back: what is signed is JSON, not Python.
        plain = json.loads(canonical_json(payload))
        entry = entry_model(number=head.number, kind=kind, payload=plain, previous=head.reference, made_at=timezone.now())
        entry.reference = reference_of(entry.previous, entry.number, kind, timestamp(entry.made_at), plain)
        entry.key, entry.signature = key.id, key.sign(PREFIX + entry.reference.encode())
        head.reference = entry.reference
        entries.append(entry)
    entry_model.objects.bulk_create(entries, batch_size=500)
    head.save()
    after_commit()
    return entries


def after_commit() -> None:
    transaction.on_commit(write_lines, robust=True)


def is_unaltered(entry: LedgerEntry) -> bool:
    """Whether the entry is what its reference was made of."""
    expected = reference_of(entry.previous, entry.number, entry.kind, timestamp(entry.made_at), entry.payload)
    return expected == entry.reference


def is_genuine(entry: LedgerEntry, known: Mapping[str, Ed25519PublicKey]) -> bool:
    """Whether the entry says what was signed, by one of the site's keys."""
    return is_unaltered(entry) and signature_holds(entry.reference, entry.key, entry.signature, known)


def signature_holds(reference: str, key: str, signature: str, known: Mapping[str, Ed25519PublicKey]) -> bool:
    public = known.get(key)
    return public is not None and keys.verify(public, signature, PREFIX + reference.encode())


def path() -> Path:
    return Path(settings.ORRERY_DATA_DIR) / "ledger.jsonl"


def lines() -> list[dict[str, Any]]:
    """What the file says, in its order; a broken line is `{"broken": its text}`."""
    if not path().exists():
        return []
    return [_line(text) for text in path().read_text(encoding="utf-8", errors="replace").splitlines() if text.strip()]


def write_lines() -> int:
    """Append to the file what it lacks, a crash's leftovers too; returns how many lines."""
    with _locked() as file:
        last = _last_line()
        entries = apps.get_model("core", "LedgerEntry").objects.order_by("number").defer("payload")
        if last and entries.filter(number=last.get("number", 0), reference=last.get("reference", "")).exists():
            fresh = list(entries.filter(number__gt=last["number"]))
        else:
            # The file and the chain disagree: nothing of either is dropped, the audit tells what is wrong.
            written = {line.get("reference") for line in lines()}
            if written:
                alarm.critical("The ledger's file and its chain in the database differ: run review_audit.")
            fresh = [entry for entry in entries if entry.reference not in written]
        file.writelines(canonical_json(line_of(entry)) + "\n" for entry in fresh)
    return len(fresh)


def line_of(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "reference": entry.reference,
        "previous": entry.previous,
        "key": entry.key,
        "signature": entry.signature,
        "at": timestamp(entry.made_at),
    }


def _line(text: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except ValueError:
        line = None
    return line if isinstance(line, dict) else {"broken": text[:200]}


def _last_line() -> dict[str, Any]:
    with path().open("rb") as tail:
        tail.seek(max(0, path().stat().st_size - 4096))
        last = tail.read().decode(errors="replace").strip().rpartition("\n")[2]
    return _line(last) if last else {}


@contextmanager
def _locked() -> Iterator[IO[str]]:
    """The file, open for appending by one process at a time."""
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
