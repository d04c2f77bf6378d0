"""What review shows to whom: an editor every round and its next step, a scientist what is asked; in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.people.identity import accounts_of
from content.review.models import Anonymity, Assignment, Notice, Publication, ReaderCase, Report, Round, Seal

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from content.people.models import User
    from content.review.seating import Seat

LATELY = 20


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


@dataclass(frozen=True)
class Row:
    """A running round on the editor's board. Computed from rows that were read before: no query each."""

    round: Round
    seats: list[SeatState] = field(default_factory=list)

    @cached_property
    def overdue(self) -> list[Assignment]:
        return [assignment for seat in self.seats for assignment in seat.assignments if assignment.is_overdue]

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
    def urgency(self) -> int:
        """What the editor must do first has the smallest number."""
        if self.objections or self._is_complete:
            return 0
        if self.overdue:
            return 1
        if any(not seat.is_filled and seat.seat.by_invitation and not seat.assignments for seat in self.seats):
            return 2
        return 3

    @property
    def _is_complete(self) -> bool:
        return all(seat.is_filled for seat in self.seats)

    @property
    def next_step(self) -> str:
        if self.objections:
            return _("decide: changes were asked for")
        if self._is_complete:
            return _("settle what must change") if self.blocking else _("decide: every seat is filled")
        if self.overdue:
            return _("remind or replace: overdue")
        if self.urgency == 2:
            return _("invite an expert")
        return _("wait for the experts")


@dataclass(frozen=True)
class Board:
    user: User | AnonymousUser
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def is_scientist(self) -> bool:
        return self.user.has_perm("review.endorse") or self.user.has_perm("review.report")

    @property
    def is_editor(self) -> bool:
        return self.user.has_perm("wagtailcore.publish_page") or getattr(self.user, "role", "") in {"editor", "administrator"}

    @cached_property
    def waiting(self) -> list[Round]:
        """Rounds with a seat that this expert may take uninvited: in their languages, not their own work."""
        rounds = Round.objects.running().defer("content").order_by("submitted_at")
        if langs := getattr(self.user, "langs", None):
            rounds = rounds.filter(lang__in=langs)
        own = accounts_of(self.user) if self.user.is_authenticated else set()
        return [
            round_
            for round_ in rounds
            if not own & {*round_.edited_by, round_.submitted_by_id}
            and round_.terms.anonymity != Anonymity.DOUBLE
            and any(not seat.by_invitation for seat in round_.terms.seats)
        ]

    @cached_property
    def asked(self) -> list[Assignment]:
        """What the expert was asked for, the most pressing first."""
        assignments = Assignment.objects.asked().filter(expert_id=self.user.pk, round__state="running")
        rows = list(assignments.select_related("round").defer("round__content"))
        return sorted(rows, key=lambda each: each.due or timezone.now())

    @cached_property
    def rows(self) -> list[Row]:
        """Every running round that passes the filters; what needs the editor first comes first."""
        rounds = Round.objects.running().for_board()
        for name in ("lang", "kind"):
            if self.filters.get(name):
                rounds = rounds.filter(**{name: self.filters[name]})
        rows = [row_of(round_) for round_ in rounds.order_by("submitted_at")]
        if self.filters.get("only") == "overdue":
            rows = [row for row in rows if row.overdue]
        elif self.filters.get("only") == "mine":
            rows = [row for row in rows if row.round.submitted_by_id == self.user.pk]
        return sorted(rows, key=lambda row: (row.urgency, row.due or row.round.submitted_at))

    @cached_property
    def to_publish(self) -> list[Seal]:
        """Works whose newest seal isn't the one in force."""
        newest: dict[int, Seal] = {}
        for seal in Seal.objects.defer("content").exclude(via="seed").exclude(basis="provisional").order_by("pk"):
            newest[seal.work_id] = seal
        states = dict(Publication.objects.filter(work_id__in=newest).values_list("work_id", "seal_id"))
        waiting = [seal for work_id, seal in newest.items() if states.get(work_id) != seal.pk]
        parts = {"chapter"}
        return sorted((seal for seal in waiting if seal.kind not in parts), key=lambda seal: seal.approved_at)

    @cached_property
    def decided(self) -> list[Round]:
        rounds = Round.objects.exclude(state="running").defer("content").prefetch_related("reports").order_by("-closed_at")
        return list(rounds[:LATELY])

    @cached_property
    def deleted(self) -> list[Any]:
        return list(Publication.objects.filter(state="deleted", container_id__isnull=True).order_by("-withdrawn_at")[:LATELY])

    @cached_property
    def cases(self) -> int:
        return ReaderCase.objects.filter(state=ReaderCase.State.NEW).count()

    @cached_property
    def notices(self) -> int:
        return Notice.objects.filter(state=Notice.State.PROPOSED).count()

    @cached_property
    def history(self) -> list[Report]:
        reports = Report.objects.filter(by_id=self.user.pk).select_related("round").defer("round__content")
        return list(reports.order_by("-made_at")[:LATELY])

    @cached_property
    def statistics(self) -> dict[str, int]:
        """The expert's own: reports, of these in time, invitations declined."""
        mine = list(Assignment.objects.filter(expert_id=self.user.pk).values_list("state", "closed_at", "report_by"))
        in_time = [1 for state, closed, due in mine if state == "reported" and closed and due and closed <= due]
        return {
            "reports": Report.objects.filter(by_id=self.user.pk).count(),
            "in_time": len(in_time),
            "invited": sum(1 for state, _closed, _due in mine if state != "waiting"),
            "declined": sum(1 for state, _closed, _due in mine if state == "declined"),
        }


def row_of(round_: Round) -> Row:
    """From a round read with `for_board`."""
    reports = [report for report in round_.reports.all() if report.recommendation == Report.Recommendation.ENDORSE]
    assignments = [each for each in round_.assignments.all() if each.state not in {"declined", "withdrawn"}]
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
    )
