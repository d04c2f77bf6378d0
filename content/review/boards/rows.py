"""A running round as a board shows it: its seats, who is at them, what comes next. Computed from rows read before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from content.review.boards.orbits import Orbits, orbits_of
from content.review.models import Assignment, Report, Round

if TYPE_CHECKING:
    from content.people.models import User
    from content.review.seats.seating import Seat

CLOSED = {Assignment.State.DECLINED, Assignment.State.WITHDRAWN}

# What the editor must do first has the smallest number.
DECIDE, CHASE, INVITE, WAIT = range(4)


@dataclass(frozen=True)
class SeatState:
    """One seat of a round: how many endorsed, and who is at it."""

    seat: Seat
    endorsed: int
    assignments: list[Assignment]
    carried: bool = False

    @property
    def is_filled(self) -> bool:
        return self.carried or self.endorsed >= self.seat.quorum

    @property
    def asked(self) -> list[Assignment]:
        return [each for each in self.assignments if each.state in Assignment.ASKED]

    @property
    def is_idle(self) -> bool:
        """Nobody works on it, and nobody comes by uninvited."""
        at_work = len(self.asked) + self.endorsed
        return not self.is_filled and self.seat.by_invitation and at_work < self.seat.quorum

    @property
    def places(self) -> list[str]:
        """The state of each place at the seat: `filled`, `overdue`, `asked` or `open`."""
        if self.carried:
            return ["filled"] * self.seat.quorum
        taken = ["filled"] * self.endorsed + ["overdue" if each.is_overdue else "asked" for each in self.asked]
        return taken + ["open"] * (self.seat.quorum - len(taken))


@dataclass(frozen=True)
class Row:
    round: Round
    seats: list[SeatState] = field(default_factory=list)
    # Chapters that run beside the work they belong to.
    parts: int = 0

    @cached_property
    def overdue(self) -> list[Assignment]:
        return [assignment for seat in self.seats for assignment in seat.assignments if assignment.is_overdue]

    @cached_property
    def unanswered(self) -> list[Assignment]:
        """Invitations that nobody answered yet, late or not."""
        return [each for seat in self.seats for each in seat.assignments if each.state == Assignment.State.INVITED]

    @cached_property
    def blocking(self) -> int:
        return sum(1 for each in self.round.comments.all() if each.severity == "must" and each.state in {"open", "answered"})

    @cached_property
    def due(self) -> datetime | None:
        return min((each.due for seat in self.seats for each in seat.assignments if each.due), default=None)

    @cached_property
    def objections(self) -> list[Report]:
        return [report for report in self.round.reports.all() if report.recommendation != Report.Recommendation.ENDORSE]

    @cached_property
    def orbits(self) -> Orbits:
        return orbits_of([seat.places for seat in self.seats])

    @property
    def places(self) -> int:
        """How many experts have to endorse, all seats together."""
        return sum(seat.seat.quorum for seat in self.seats)

    @property
    def filled(self) -> int:
        """The places whose expert endorsed: more at a seat than it asks for fill no other."""
        return sum(seat.seat.quorum if seat.carried else min(seat.endorsed, seat.seat.quorum) for seat in self.seats)

    @property
    def is_complete(self) -> bool:
        return all(seat.is_filled for seat in self.seats)

    @cached_property
    def urgency(self) -> int:
        if self.objections or self.is_complete:
            return DECIDE
        if self.overdue:
            return CHASE
        step = min(seat.seat.step for seat in self.seats if not seat.is_filled)
        return INVITE if any(seat.is_idle and seat.seat.step == step for seat in self.seats) else WAIT

    @property
    def next_step(self) -> str:
        if self.objections:
            return _("decide: changes were asked for")
        if self.is_complete:
            return _("settle what must change") if self.blocking else _("decide: every seat is filled")
        return {
            CHASE: _("remind or replace: overdue"),
            INVITE: _("invite an expert"),
            WAIT: _("wait for the experts"),
        }[self.urgency]

    def concerns(self, user: User) -> bool:
        """Whether the user submitted it or asked somebody."""
        asked_by = {each.invited_by_id for seat in self.seats for each in seat.assignments}
        return user.pk in {self.round.submitted_by_id, *asked_by}


def row_of(round_: Round, parts: int = 0) -> Row:
    """From a round read with `for_board`."""
    reports = [report for report in round_.reports.all() if report.recommendation == Report.Recommendation.ENDORSE]
    assignments = [each for each in round_.assignments.all() if each.state not in CLOSED]
    return Row(
        round_,
        [
            SeatState(
                seat,
                len({report.by_id_then for report in reports if report.seat == seat.slug}),
                [each for each in assignments if each.seat == seat.slug],
                seat.slug in round_.carried,
            )
            for seat in round_.terms.seats
        ],
        parts,
    )


def pressing(row: Row) -> tuple[int, datetime]:
    """For sorting: the most pressing first, then what is due first or waits longest."""
    return row.urgency, row.due or row.round.submitted_at or timezone.now()
