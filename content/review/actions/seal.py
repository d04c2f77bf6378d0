"""Making seals: the one place that writes what was approved into the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from content.core import ledger
from content.core.canonical import VERSION, parts_of
from content.core.ledger import sha256
from content.review.faces import face_of
from content.review.models import Anonymity, Publication, Report, Round, Seal

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Approval:
    """What becomes a seal: the content as it was approved, and by whom."""

    work: Work
    digest: str
    content: dict[str, Any]
    media: list[Any]
    by: User | None = None
    by_name: str = ""
    round: Round | None = None
    reports: Iterable[Report] = ()
    basis: str = Seal.Basis.REVIEW
    via: str = "admin"
    expires_at: Any = None
    # What a change of this basis adds: the seal it stands on, the passages changed.
    details: dict[str, Any] = field(default_factory=dict)


def seal_round(round_: Round, work: Work, *, by: User | None, via: str) -> Seal:
    """Seal a round's snapshot with those who endorsed it; `work` is the snapshot, read back."""
    reports = list(round_.reports.endorsing())
    named = [report.by_name for report in reports if report.is_open]
    return seal_all([replace(_of_round(round_, work, by, via), by_name=" · ".join(named), reports=reports)])[0]


def seal_provisionally(round_: Round, work: Work, *, by: User, via: str, until: datetime, before: str | None) -> Seal:
    """Seal a round's snapshot for a time, on the word of one; `before` is the reference of the seal to go back to."""
    approval = replace(
        _of_round(round_, work, by, via),
        by_name=str(by) if round_.terms.anonymity == Anonymity.OPEN else "",
        basis=Seal.Basis.PROVISIONAL,
        expires_at=until,
        details={"before": before},
    )
    return seal_all([approval])[0]


def _of_round(round_: Round, work: Work, by: User | None, via: str) -> Approval:
    return Approval(work=work, digest=round_.digest, content=round_.content, media=round_.media, by=by, round=round_, via=via)


def seal_all(approvals: list[Approval]) -> list[Seal]:
    """Write the seals of these approvals, in order; the caller has a transaction."""
    seals = [_seal(approval) for approval in approvals]
    payloads = [_payload(seal, approval) for seal, approval in zip(seals, approvals, strict=True)]
    entries = ledger.append_all(("seal", payload) for payload in payloads)
    for seal, entry in zip(seals, entries, strict=True):
        seal.entry, seal.reference = entry, entry.reference
    if len(seals) == 1:
        seals[0].save()
    else:
        Seal.objects.bulk_create(seals, batch_size=500)
    return seals


def _seal(approval: Approval) -> Seal:
    work = approval.work
    return Seal(
        work_id=work.pk,
        kind=work.kind(),
        lang=work.language.code,
        title=work.title,
        translation_key=work.translation_key,
        digest=approval.digest,
        canonical=VERSION,
        content=approval.content,
        media=approval.media,
        basis=approval.basis,
        round=approval.round,
        approved_by=approval.by,
        approved_by_name=approval.by_name,
        approved_at=timezone.now(),
        expires_at=approval.expires_at,
        via=approval.via,
    )


def _payload(seal: Seal, approval: Approval) -> dict[str, Any]:
    face = face_of(approval.work)
    round_ = approval.round
    return {
        **seal.statement(),
        "parts": parts_of(approval.work),
        "face": {name: face[name] for name in Publication.FACE},
        "policy": [list(version) for version in round_.terms.versions] if round_ else [],
        "terms": sha256(round_.policy) if round_ else "",
        "rounds": round_.number if round_ else 0,
        "submitted_at": round_.submitted_at.isoformat() if round_ else None,
        "carried": round_.carried if round_ else [],
        "seats": [report.as_sealed() for report in approval.reports],
        **approval.details,
    }
