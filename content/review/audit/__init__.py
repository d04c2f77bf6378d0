"""Proves from the data alone that each public work equals what was approved, by whom it was. Trusts no cached flag.

The chain: each entry's reference and signature are computed again, each follows the one before, and the file beside the
database tells the same story. The record: every seal, report, publication, notice and approved wording says what its entry
says. The works: what is live is hashed again and compared with its seal, files by their bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from content.review.audit.chain import Chain
from content.review.audit.finding import Finding, describe
from content.review.audit.publications import ended_findings
from content.review.audit.record import record_findings, wordings
from content.review.audit.works import LiveWorks
from content.review.models import Publication

__all__ = ["audit", "describe"]


def audit(*, since: datetime | None = None, head: str = "") -> dict[str, Any]:
    """`{checked, sealed, head, findings: [{work, lang, kind, detail, since}]}`; no findings is the proof.

    `since` leaves out works whose seal is older (the chain is always checked whole); `head` is the reference of a head
    noted earlier, which must still be in the chain.
    """
    chain = Chain()
    findings = list(chain.findings(head))
    findings += _readable("seals, reports and notices", record_findings(chain))
    works = LiveWorks(chain, since)
    findings += _readable("works", works.findings())
    findings += _readable("publications", ended_findings(chain))
    findings += _readable("approved wordings", wordings(chain))
    return {
        "checked": works.checked,
        "sealed": Publication.objects.filter(state=Publication.State.PUBLIC).count(),
        "head": {"number": chain.number, "reference": chain.reference},
        "findings": [asdict(finding) for finding in findings],
    }


def _readable(what: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """A row so damaged that it can't be read is a finding, not the end of the audit."""
    try:
        yield from findings
    except (ValueError, TypeError, LookupError, AttributeError, ObjectDoesNotExist) as error:
        yield Finding(
            0, "", "unreadable", f"not all {what} can be read, so not all were checked: {type(error).__name__}: {error}"
        )
