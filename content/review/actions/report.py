"""An expert reports on a round: the only way to fill a seat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from content.core.canonical import digest_of
from content.core.refusal import Refused
from content.review import policies
from content.review.actions.close import close_round, seal_if_complete
from content.review.correspondence import letters
from content.review.desk.reading import part_rounds
from content.review.models import Assignment, Report, Round, Seal, Via, new_code
from content.review.seats.seating import ANSWERS
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from content.people.models import User
    from content.review.seats.seating import Option, Seat

Recommendation = Report.Recommendation


@dataclass(frozen=True, kw_only=True)
class SubmitReport:
    """`answers` is by the key of the policy's form: one of ANSWERS or, for the site's own questions, a text."""

    round: Round | None
    by: User
    recommendation: str
    seat: str = ""
    note: str = ""
    to_editor: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    interests: str = ""
    anonymity: str = ""
    via: str = Via.ADMIN

    def check(self) -> tuple[Round, Seat, Option]:
        """Raise `Refused`, with a reason fit for the screen, unless `by` may report so now."""
        round_ = self.round and Round.objects.select_for_update().filter(pk=self.round.pk).first()
        if round_ is None or round_.state != Round.State.RUNNING:
            raise Refused(_("This work isn't in review: nothing was submitted, or it is decided already."))
        option = round_.terms.option(self.recommendation)
        if option is None:
            raise Refused(_("There is no recommendation “%(name)s”.") % {"name": self.recommendation})
        seat = policies.seat_for(self.by, round_, self.seat)
        if seat is None and self.seat:
            raise Refused(_("The policy of this work has no seat “%(seat)s”.") % {"seat": self.seat})
        if reason := policies.may_report(self.by, round_, seat):
            raise Refused(reason)
        assert seat is not None  # noqa: S101  (may_report refuses without one)
        self._check_words(round_, endorses=option.outcome == Recommendation.ENDORSE)
        if option.outcome == Recommendation.ENDORSE:
            check_snapshot(round_)
        return round_, seat, option

    def _check_words(self, round_: Round, *, endorses: bool) -> None:
        refuse_if_too_long(self.note, self.to_editor, self.interests, *map(str, self.answers.values()))
        form = {question["key"]: question for question in round_.terms.form}
        for key, answer in self.answers.items():
            if key not in form:
                raise Refused(_("The report's form has no question “%(name)s”.") % {"name": key})
            if "text" not in form[key] and answer not in ANSWERS:
                raise Refused(_("“%(answer)s” isn't an answer to “%(name)s”.") % {"answer": answer, "name": key})
        missing = [key for key, question in form.items() if question.get("required") and not self.answers.get(key)]
        if missing:
            raise Refused(_("Please answer: %(names)s.") % {"names": ", ".join(missing)})
        comments = round_.comments.filter(by=self.by)
        if endorses and comments.blocking().exists():
            raise Refused(_("You marked something that must change: settle it, or ask for changes."))
        silent = not self.note.strip() and not comments.exists() and self.via != Via.COMMAND_LINE
        if not endorses and silent:
            raise Refused(_("Say what has to change: the editors only see your note."))

    @transaction.atomic
    def execute(self) -> tuple[Report, Seal | None]:
        """The report, and the seal if it was the last thing that was missing."""
        round_, seat, option = self.check()
        assignment = round_.assignments.asked().filter(expert=self.by).first()
        report = Report.objects.create(
            round=round_,
            seat=seat.slug,
            by=self.by,
            by_id_then=self.by.pk,
            by_name=str(self.by),
            by_orcid=self.by.orcid or getattr(getattr(self.by, "person", None), "orcid", ""),
            anonymity=self.anonymity or (assignment.anonymity if assignment else round_.terms.anonymity),
            recommendation=option.outcome,
            wording=str(option.text) if (option.outcome, option.text) in round_.terms.wordings else "",
            note=self.note,
            to_editor=self.to_editor,
            form=list(round_.terms.form) if self.answers else [],
            answers=self.answers,
            interests=self.interests or (assignment.interests if assignment else ""),
            via=self.via,
            code=new_code(),
        )
        if assignment is not None:
            assignment.state, assignment.report, assignment.draft = Assignment.State.REPORTED, report, {}
            assignment.closed_at = timezone.now()
            assignment.save()
        self._log(round_, report)
        if report.recommendation == Recommendation.ENDORSE:
            seal = seal_if_complete(round_, by=self.by, via=self.via)
            if seal:
                letters.decided(round_, "approve")
            return report, seal
        if not round_.terms.needs_decision:
            rejected = report.recommendation == Recommendation.REJECT
            state = Round.State.REJECTED if rejected else Round.State.CHANGES_REQUESTED
            close_round(round_, state, by=self.by, note=self.note)
            minor = report.recommendation == Recommendation.MINOR
            letters.decided(round_, "reject" if rejected else "minor" if minor else "major")
        return report, None

    def _log(self, round_: Round, report: Report) -> None:
        page = Page.objects.filter(pk=round_.work_id).first()
        if page is None:
            return
        action = "orrery.endorse" if report.recommendation == Recommendation.ENDORSE else "orrery.request_changes"
        # The page's history is shown to its authors: an anonymous expert stays one there too.
        who = self.by if report.is_open else None
        log(instance=page.specific, action=action, user=who, data={"seat": report.seat, "via": self.via})


@dataclass(frozen=True, kw_only=True)
class ReportOnAssignment:
    """What an expert was asked for, whole: the work, and the parts of it that are in review beside it."""

    assignment: Assignment
    recommendation: str
    note: str = ""
    to_editor: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    via: str = Via.LINK

    @transaction.atomic
    def execute(self) -> None:
        """All or nothing. Raises `Refused`."""
        asked = self.assignment
        # The parts first: the assignment that allows them is closed with the whole.
        for part in part_rounds(asked.round):
            # A part may run under another policy: without this seat, or with fewer questions.
            if any(seat.slug == asked.seat for seat in part.terms.seats):
                known = {question["key"] for question in part.terms.form}
                self._report(part, {key: answer for key, answer in self.answers.items() if key in known})
        self._report(asked.round, self.answers)

    def _report(self, round_: Round, answers: dict[str, Any]) -> None:
        asked = self.assignment
        SubmitReport(
            round=round_,
            by=asked.expert,
            seat=asked.seat,
            recommendation=self.recommendation,
            note=self.note,
            to_editor=self.to_editor,
            answers=answers,
            interests=asked.interests,
            anonymity=asked.anonymity,
            via=self.via,
        ).execute()


def check_snapshot(round_: Round) -> None:
    """Raise `Refused` unless the snapshot still is what was submitted, and shows what it showed then."""
    page = Page.objects.filter(pk=round_.work_id).first()
    if page is None:
        raise Refused(_("The work was deleted."))
    revision = Revision.objects.filter(pk=round_.revision_id).first()
    if revision is not None and digest_of(revision.as_object()) != round_.digest:
        raise Refused(_("The text has changed since it was submitted. It has to be submitted again."))
    if digest_of(page.specific.with_content_json(dict(round_.content))) != round_.digest:
        raise Refused(_("What the snapshot shows has changed since it was submitted. It has to be submitted again."))
