"""Proves from the data alone that each public work equals what was approved, by whom it was. Trusts no cached flag.

The chain: each entry's reference and signature are computed again, each follows the one before, and the file beside the
database tells the same story. The record: every seal, report, publication, notice and approved wording says what its entry
says. The works: what is live is hashed again and compared with its seal, files by their bytes.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from content.core.registry import work_types
from content.review.audit.chain import Chain
from content.review.audit.finding import describe
from content.review.audit.record import record_findings, wordings
from content.review.audit.works import Files, ghosts, in_chunks, work_findings
from content.review.models import Publication

__all__ = ["audit", "describe"]


def audit(*, since: datetime | None = None, head: str = "") -> dict[str, Any]:
    """`{checked, sealed, head, findings: [{work, lang, kind, detail, since}]}`; no findings is the proof.

    `since` leaves out works whose seal is older (the chain is always checked whole); `head` is the reference of a head
    noted earlier, which must still be in the chain.
    """
    chain = Chain()
    findings = list(chain.findings(head))
    findings += record_findings(chain)
    live = 0
    files = Files()
    for model in work_types():
        for works in in_chunks(model.objects.filter(live=True)):
            live += len(works)
            findings += work_findings(works, chain, files, since)
    findings += ghosts()
    findings += wordings(chain)
    sealed = Publication.objects.filter(state=Publication.State.PUBLIC).count()
    return {
        "checked": live,
        "sealed": sealed,
        "head": {"number": chain.number, "reference": chain.reference},
        "findings": [asdict(finding) for finding in findings],
    }
