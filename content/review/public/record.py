"""The public record of a work's review: what anyone may know of it, signed, so that it can be checked without this site.

Format `orrery-record-1`: a JSON object. `seals` and `notices` hold the ledger's entries as they are (number, kind, time,
payload, the reference before, their own, key and signature); `state` is public, provisional, withdrawn, removed or deleted;
`policies` holds, by the reference of a seal, the policy that its review ran under: the `terms` of the seal's payload are the
SHA-256 of its canonical JSON; `rounds` the closed rounds of review; `keys` the public keys; `signature` is Ed25519 by `key` over
`orrery-record-1\\n` and the SHA-256 (hexadecimal) of the canonical JSON of everything else. An expert who wished to stay
unnamed is a salted commitment in it, which only the site can open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from content.core import keys, ledger
from content.core.languages import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from content.core.models import LedgerEntry
    from content.review.public.standing import PublicReview

FORMAT = "orrery-record-1"
PREFIX = b"orrery-record-1\n"


def record_of(review: PublicReview) -> dict[str, Any]:
    """The signed record of a work that is or was public."""
    publication, seals = review.publication, list(review.seals().order_by("pk"))
    notices = review.notices.select_related("entry").order_by("pk")
    record: dict[str, Any] = {
        "format": FORMAT,
        "site": settings.ORRERY_BASE_URL,
        "work": publication.work_id,
        "type": publication.kind,
        "lang": language(publication.lang).tag,
        "title": publication.title,
        "url": settings.ORRERY_BASE_URL + publication.url,
        "state": review.standing,
        "in_force": publication.seal.reference,
        "seals": [entry_as_json(seal.entry) for seal in seals],
        "policies": {seal.reference: seal.round.policy for seal in seals if seal.round},
        "rounds": [
            {
                "number": round_.number,
                "state": round_.state,
                "submitted_at": ledger.timestamp(round_.submitted_at),
                "closed_at": ledger.timestamp(round_.closed_at) if round_.closed_at else None,
            }
            for round_ in review.rounds()
        ],
        "notices": [entry_as_json(notice.entry) for notice in notices if notice.entry],
        "keys": {name: public.public_bytes_raw().hex() for name, public in keys.public_keys().items()},
    }
    return sign(record)


def entry_as_json(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "at": ledger.timestamp(entry.made_at),
        "payload": entry.payload,
        "previous": entry.previous,
        "reference": entry.reference,
        "key": entry.key,
        "signature": entry.signature,
    }


def sign(record: dict[str, Any]) -> dict[str, Any]:
    key = keys.signing_key()
    record = {**record, "key": key.id}
    return {**record, "signature": key.sign(PREFIX + ledger.sha256(record).encode())}


def faults_of(document: Any, known: Mapping[str, Ed25519PublicKey]) -> list[str]:
    """What is wrong with a record, or with a single entry (a seal), by these public keys alone; empty for nothing."""
    if not isinstance(document, dict):
        return ["not a record: a JSON object is expected"]
    if document.get("format") == FORMAT:
        return list(_of_record(document, known))
    if "reference" in document and "payload" in document:
        return _of_entry(document, known)
    return ["neither a record nor a seal of this format"]


def _of_record(record: dict[str, Any], known: Mapping[str, Ed25519PublicKey]) -> list[str]:
    faults = []
    rest = {name: value for name, value in record.items() if name != "signature"}
    public = known.get(str(record.get("key")))
    message = PREFIX + ledger.sha256(rest).encode()
    if public is None:
        faults.append(f"the record isn't signed by a known key: {record.get('key')}")
    elif not keys.verify(public, str(record.get("signature")), message):
        faults.append("the record was altered: its signature doesn't fit")
    # A key that the signed record vouches for signed its older entries.
    vouched = dict(known)
    if not faults:
        vouched |= _keys_in(record)
    entries = [*_list(record, "seals"), *_list(record, "notices")]
    for entry in entries:
        faults += _of_entry(entry, vouched)
    references = [entry.get("reference") for entry in _list(record, "seals") if isinstance(entry, dict)]
    if record.get("in_force") not in references:
        faults.append("the seal in force isn't among the seals")
    if any(not isinstance(entry, dict) or _work_of(entry) != record.get("work") for entry in entries):
        faults.append("an entry is about another work")
    return faults


def _of_entry(entry: Any, known: Mapping[str, Ed25519PublicKey]) -> list[str]:
    try:
        expected = ledger.reference_of(entry["previous"], entry["number"], entry["kind"], entry["at"], entry["payload"])
        holds = ledger.signature_holds(entry["reference"], entry["key"], str(entry["signature"]), known)
        number, unknown = entry["number"], entry["key"] not in known
    except (KeyError, TypeError, AttributeError):
        return ["an entry is incomplete"]
    if expected != entry["reference"]:
        return [f"entry {number} was altered"]
    if unknown:
        return [f"entry {number} isn't signed by a known key: {entry['key']}"]
    return [] if holds else [f"entry {number} was altered: its signature doesn't fit"]


def _keys_in(record: dict[str, Any]) -> dict[str, Ed25519PublicKey]:
    found = {}
    for name, text in (record.get("keys") or {}).items():
        try:
            public = keys.read_public(str(text))
        except ValueError:
            continue
        if keys.key_id(public) == name:
            found[name] = public
    return found


def _list(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []


def _work_of(entry: dict[str, Any]) -> Any:
    payload = entry.get("payload")
    return payload.get("work") if isinstance(payload, dict) else None
