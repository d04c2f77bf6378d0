"""An editor asks an expert for a seat; the expert accepts, declines or is released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.refusal import Refused
from content.review import policies
from content.review.correspondence import letters
from content.review.correspondence.calendar import add_working_days
from content.review.experts.conflicts import Conflict, conflicts_of
from content.review.experts.third_person import said_of_expert
from content.review.models import Anonymity, Assignment, Round
from content.review.models.assignments import new_nonce
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from content.people.models import User
    from content.review.seats.seating import Seat

# A link outlives the report's due date a little: late reports are better than none.
GRACE = timedelta(days=30)
# Between two new links, and how many at most a day.
LINK_PAUSE, LINKS_A_DAY = timedelta(minutes=10), 4
CLOSED = (Assignment.State.DECLINED, Assignment.State.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class Invite:
    round: Round | None
    by: User
    expert: User
    seat: str = ""
    anonymity: str = ""
    # Why the editor goes on although the system warned.
    reason: str = ""
    # Asked at once, or next in line when somebody declines.
    in_line: bool = False

    def check(self) -> tuple[Round, Seat, list[Conflict]]:
        """Raise `Refused` unless `by` may ask this expert for this seat."""
        round_ = self.round and Round.objects.select_for_update().filter(pk=self.round.pk).first()
        if round_ is None or round_.state != Round.State.RUNNING:
            raise Refused(_("This work isn't in review: nothing was submitted, or it is decided already."))
        if reason := policies.may_invite(self.by, round_):
            raise Refused(reason)
        seat = policies.seat_for(self.expert, round_, self.seat)
        if seat is None:
            raise Refused(_("The policy of this work has no seat “%(seat)s”.") % {"seat": self.seat})
        if self.anonymity and self.anonymity not in Anonymity.values:
            raise Refused(_("There is no anonymity “%(name)s”.") % {"name": self.anonymity})
        if reason := policies.may_be_asked(self.expert, round_, seat):
            raise Refused(f"{self.expert.email}: {said_of_expert(reason)}")
        refuse_if_too_long(self.reason)
        if Assignment.objects.filter(round=round_, expert=self.expert).exclude(state__in=CLOSED).exists():
            raise Refused(_("%(name)s was asked already.") % {"name": self.expert})
        conflicts = conflicts_of(self.expert, round_)
        if conflicts and not self.reason.strip():
            hints = "; ".join(conflict.text for conflict in conflicts)
            raise Refused(
                _("%(name)s: %(hints)s. You may go on with a reason, which is kept.") % {"name": self.expert, "hints": hints}
            )
        return round_, seat, conflicts

    @transaction.atomic
    def execute(self) -> Assignment:
        round_, seat, conflicts = self.check()
        assignment = Assignment(
            round=round_,
            seat=seat.slug,
            expert=self.expert,
            state=Assignment.State.WAITING,
            anonymity=self.anonymity or round_.terms.anonymity,
            invited_by=self.by,
            warnings=[conflict.as_json() for conflict in conflicts],
            went_on_because=self.reason if conflicts else "",
        )
        assignment.save()
        if not self.in_line:
            ask(assignment)
        return assignment


def ask(assignment: Assignment) -> None:
    """Send the invitation and start its two clocks."""
    now = timezone.now()
    terms = assignment.round.terms
    assignment.state = Assignment.State.INVITED
    assignment.invited_at = now
    assignment.respond_by = add_working_days(now, terms.answer_days)
    assignment.report_by = add_working_days(now, terms.report_days)
    assignment.link_expires_at = assignment.report_by + GRACE
    assignment.save()
    letters.invited(assignment)


@dataclass(frozen=True, kw_only=True)
class Accept:
    assignment: Assignment
    # In the expert's words; "none" for no conflict of interest.
    interests: str = "none"

    @transaction.atomic
    def execute(self) -> Assignment:
        """Raises `Refused` when it isn't open any more. Accepting twice does nothing."""
        assignment = _locked(self.assignment)
        if assignment.state == Assignment.State.ACCEPTED:
            return assignment
        _check_open(assignment, Assignment.State.INVITED)
        now = timezone.now()
        assignment.state, assignment.answered_at, assignment.interests = Assignment.State.ACCEPTED, now, self.interests
        assignment.report_by = add_working_days(now, assignment.round.terms.report_days)
        assignment.link_expires_at = assignment.report_by + GRACE
        assignment.save()
        if self.interests != "none" and assignment.invited_by:
            letters.write(
                "declared",
                f"declared:{assignment.pk}",
                assignment.invited_by,
                assignment=None,
                round=assignment.round_id,
                interests=self.interests,
            )
        return assignment


@dataclass(frozen=True, kw_only=True)
class Decline:
    assignment: Assignment
    reason: str = ""
    proposes: str = ""

    @transaction.atomic
    def execute(self) -> Assignment:
        """Raises `Refused` when it isn't open any more; the next in line is asked if the policy says so."""
        assignment = _locked(self.assignment)
        if assignment.state == Assignment.State.DECLINED:
            return assignment
        _check_open(assignment, *Assignment.ASKED)
        assignment.state, assignment.answered_at = Assignment.State.DECLINED, timezone.now()
        assignment.closed_at, assignment.draft = assignment.answered_at, {}
        assignment.declined_because, assignment.proposes = self.reason, self.proposes
        assignment.save()
        ask_next(assignment.round, assignment.seat)
        return assignment


@dataclass(frozen=True, kw_only=True)
class Release:
    """The editor withdraws an invitation: its link opens nothing any more."""

    assignment: Assignment
    by: User | None

    @transaction.atomic
    def execute(self) -> Assignment:
        assignment = _locked(self.assignment)
        if self.by is not None and (reason := policies.may_invite(self.by, assignment.round)):
            raise Refused(reason)
        if assignment.state not in {"waiting", "invited", "accepted"}:
            raise Refused(_("This assignment is closed."))
        was_asked = assignment.state in Assignment.ASKED
        assignment.state, assignment.closed_at, assignment.nonce = Assignment.State.WITHDRAWN, timezone.now(), new_nonce()
        assignment.draft = {}
        assignment.save()
        if was_asked:
            letters.released(assignment)
        return assignment


@dataclass(frozen=True, kw_only=True)
class SendNewLink:
    """A fresh link to the expert's own address; the older ones are void.

    Anybody who holds an old link can ask for it: not more often than the expert could want.
    """

    assignment: Assignment

    @transaction.atomic
    def execute(self) -> None:
        assignment = _locked(self.assignment)
        _check_open(assignment, *Assignment.ASKED)
        sent = assignment.letters.filter(kind="link")
        now = timezone.now()
        if (
            sent.filter(written_at__gt=now - LINK_PAUSE).exists()
            or sent.filter(written_at__gt=now - timedelta(days=1)).count() >= LINKS_A_DAY
        ):
            raise Refused(_("A new link was sent a short while ago: look into your mail, and among what it took for spam."))
        assignment.nonce, assignment.devices = new_nonce(), []
        assignment.link_expires_at = max(assignment.link_expires_at or timezone.now(), timezone.now() + GRACE)
        assignment.save()
        letters.write("link", f"link:{assignment.pk}:{assignment.nonce}", assignment.expert, assignment=assignment)


def ask_next(round_: Round, seat: str) -> Assignment | None:
    """Invite the next in line for a seat, where somebody waits there."""
    waiting = round_.assignments.filter(seat=seat, state=Assignment.State.WAITING).order_by("pk").first()
    if waiting is None or round_.state != Round.State.RUNNING:
        return None
    ask(waiting)
    return waiting


def _locked(assignment: Assignment) -> Assignment:
    Round.objects.select_for_update().get(pk=assignment.round_id)
    return Assignment.objects.select_for_update().select_related("round", "expert").get(pk=assignment.pk)


def _check_open(assignment: Assignment, *states: str) -> None:
    if assignment.round.state != Round.State.RUNNING or assignment.state not in states:
        raise Refused(_("This invitation isn't open any more. Thank you all the same."))
