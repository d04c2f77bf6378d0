"""An expert says yes to one seat; with the last seat exactly the snapshot is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.review.actions.report import SubmitReport
from content.review.models import Report, Round, Seal, Via

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Endorse:
    round: Round | None
    by: User
    seat: str = ""
    note: str = ""
    via: str = Via.ADMIN

    def execute(self) -> Seal | None:
        """The seal, once nothing is missing. Raises `Refused`."""
        yes = Report.Recommendation.ENDORSE
        report = SubmitReport(round=self.round, by=self.by, seat=self.seat, recommendation=yes, note=self.note, via=self.via)
        return report.execute()[1]
