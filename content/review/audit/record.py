"""Seals, reports, notices and approved wordings, each against what its entry in the ledger says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from content.core.ledger import sha256
from content.core.models import WordingApproval
from content.core.reference import ReferenceRow
from content.review.audit.chain import CHUNK, Chain
from content.review.audit.finding import Finding, plain
from content.review.models import Notice, Report, Seal


def record_findings(chain: Chain) -> Iterator[Finding]:
    """Seals, reports and notices against what their entries say."""
    found: set[int] = set()
    reports = _reports()
    for seal in Seal.objects.select_related("round").defer("round__content").order_by("pk").iterator(chunk_size=CHUNK):
        found.add(seal.entry_id)
        yield from _seal(seal, chain.seals.get(seal.entry_id), chain, reports)
    for number in set(chain.seals) - found:
        said = chain.seals[number]
        yield Finding(said.get("work", 0), said.get("lang", ""), "seal", f"the seal of entry {number} was removed")
    public = {notice.entry_id: notice for notice in Notice.objects.filter(state=Notice.State.PUBLIC)}
    for notice in public.values():
        if chain.notices.get(notice.entry_id or 0) != plain(notice.statement()):
            yield Finding(notice.work_id, notice.lang, "notice", f"{notice.title}: the notice was altered", notice.published_at)
    for number in set(chain.notices) - set(public):
        said = chain.notices[number]
        yield Finding(said.get("work", 0), said.get("lang", ""), "notice", f"{said.get('title')}: a public notice was removed")


def _seal(seal: Seal, said: dict[str, Any] | None, chain: Chain, reports: dict[int, dict[str, Report]]) -> Iterator[Finding]:
    def found(kind: str, detail: str) -> Finding:
        return Finding(seal.work_id, seal.lang, kind, f"{seal.title}: {detail}", seal.approved_at)

    if said is None or chain.references.get(seal.entry_id) != seal.reference:
        yield found("seal", f"the seal {seal.reference[:12]} isn't in the ledger")
        return
    statement = plain(seal.statement())
    face = said.get("face") or {}
    if any(said.get(name) != value for name, value in statement.items()) or face.get("title", seal.title) != seal.title:
        yield found("seal", f"the seal {seal.reference[:12]} was altered")
    if "earlier" in said:
        return
    if said.get("terms", "") != (sha256(seal.round.policy) if seal.round else ""):
        yield found("policy", "the policy that the round ran under was altered, or its round removed")
    own = reports.get(seal.round_id or 0, {})
    for seat in said.get("seats", ()):
        if wrong := _report(own.get(seat.get("report", "")), seat):
            yield found("report", f"the report for the seat “{seat.get('seat')}” {wrong}")


def _report(report: Report | None, seat: dict[str, Any]) -> str:
    """What is wrong with the report that filled a seat; empty for nothing."""
    if report is None:
        return "was altered or removed"
    if report.commitment() != seat.get("expert") or seat.get("name", report.by_name) != report.by_name:
        return "is under another name"
    if report.by_id is not None and report.by_id != report.by_id_then:
        return "was given to another account"
    return ""


def _reports() -> dict[int, dict[str, Report]]:
    """Of each round, its reports by their digest."""
    found: dict[int, dict[str, Report]] = {}
    for report in Report.objects.endorsing().iterator(chunk_size=CHUNK):
        found.setdefault(report.round_id, {})[report.digest()] = report
    return found


def wordings(chain: Chain) -> Iterator[Finding]:
    """Shared rows whose public wording nobody approved, and approvals that were altered."""
    approvals = {row.entry_id: row for row in WordingApproval.objects.select_related("content_type").iterator(chunk_size=CHUNK)}
    for approval in approvals.values():
        label = f"{approval.content_type.app_label}.{approval.content_type.model}"
        if approval.entry_id not in chain.references:
            detail = f"{label} {approval.object_id}: an approval isn't in the ledger"
            yield Finding(approval.object_id, approval.lang, "wording", detail)
    for model in apps.get_models():
        if not issubclass(model, ReferenceRow):
            continue
        label = model._meta.label_lower
        for pk, approved in model._base_manager.exclude(approved={}).values_list("pk", "approved"):
            for lang, fields in approved.items():
                said = chain.wordings.get((label, pk, lang))
                if said is None or said.get("wording") != fields:
                    yield Finding(pk, lang, "wording", f"{label} {pk}: the public wording isn't the approved one")
