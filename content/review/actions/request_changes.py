"""An expert asks for changes: without an editor's decision the round ends, and the draft is the editors' again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.review.actions.report import SubmitReport
from content.review.models import Report, Round, Via

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class RequestChanges:
    round: Round | None
    by: User
    note: str = ""
    via: str = Via.ADMIN

    def execute(self) -> Report:
        """Raises `Refused`."""
        changes = Report.Recommendation.CHANGES
        return SubmitReport(round=self.round, by=self.by, recommendation=changes, note=self.note, via=self.via).execute()[0]
