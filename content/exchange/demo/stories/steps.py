"""The steps of a story: a method a step, named as the story names it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F

from content.core.passages import passages_of
from content.core.rewriting import replace_text
from content.core.works import work_of
from content.exchange.demo.accounts import account_of
from content.exchange.demo.rounds import approve
from content.review.actions.case import AnswerCase, ReportError
from content.review.actions.comment import AddComment, AnswerComment, TakeOver
from content.review.actions.invite import Accept, Decline, Invite
from content.review.actions.notice import ApproveNotice, ProposeNotice
from content.review.actions.publish import Publish
from content.review.actions.report import SubmitReport
from content.review.actions.submit import Submit
from content.review.actions.urgent import ClearUrgently
from content.review.desk.reading import part_rounds
from content.review.models import Assignment, Comment, Notice, ReaderCase, Round, Via

if TYPE_CHECKING:
    from content.core.models import Work

LINE = Via.COMMAND_LINE


class Stories:
    """`who` and `by` are people of the demo, by the name before the @; passages are found by the words they hold."""

    def __init__(self, work_id: int) -> None:
        self.work_id = work_id
        self.editor = account_of("editor")

    def tell(self, steps: list[dict[str, Any]]) -> None:
        for step in steps:
            ((name, values),) = step.items()
            getattr(self, name)(**values)

    @property
    def work(self) -> Work:
        return work_of(self.work_id)

    @property
    def round(self) -> Round:
        return Round.objects.of_work(self.work_id).latest("pk")

    # The text

    def rewrite(self, old: str, new: str) -> None:
        draft = self.work.get_latest_revision_as_object()
        replace_text(draft, _address(draft, old), old, new)
        draft.save_revision(user=self.editor, log_action=True)

    def submit(self) -> None:
        Submit(work=self.work, by=self.editor, via=LINE).execute()

    def publish(self) -> None:
        """Through all its seats."""
        self.submit()
        approve(self.work, self.editor)
        Publish(work=self.work, by=self.editor, via=LINE).execute()

    def clear(self, by: str) -> None:
        ClearUrgently(round=self.round, by=account_of(by), via=LINE).execute()

    # Those who are asked

    def invite(self, who: str, seat: str, **values: Any) -> None:
        Invite(round=self.round, by=self.editor, expert=account_of(who), seat=seat, **values).execute()

    def accept(self, who: str, interests: str = "none") -> None:
        Accept(assignment=self._asked(who), interests=interests).execute()

    def decline(self, who: str, reason: str, proposes: str = "") -> None:
        Decline(assignment=self._asked(who), reason=reason, proposes=proposes).execute()

    def draft(self, who: str, **typed: Any) -> None:
        """What an expert has typed so far."""
        Assignment.objects.filter(pk=self._asked(who).pk).update(draft={"answers": {}, **typed})

    def report(self, by: str, **values: Any) -> None:
        SubmitReport(round=self.round, by=account_of(by), via=LINE, **values).execute()

    def earlier(self, days: int) -> None:
        """Turn the clocks of a running round back. Nothing of it is sealed yet: the ledger's times stay what they are."""
        ago = timedelta(days=days)
        rounds = [self.round, *part_rounds(self.round)]
        Round.objects.running().filter(pk__in=[each.pk for each in rounds]).update(submitted_at=F("submitted_at") - ago)
        clocks = ("invited_at", "respond_by", "report_by", "answered_at", "closed_at", "link_expires_at")
        Assignment.objects.filter(round=self.round).update(**{name: F(name) - ago for name in clocks})

    # Remarks on passages

    def comment(self, by: str, quote: str, **values: Any) -> None:
        round_, address = self._passage(quote)
        AddComment(round=round_, by=account_of(by), address=address, quote=quote, **values).execute()

    def answer(self, quote: str, text: str) -> None:
        AnswerComment(comment=self._comment(quote), by=self.editor, answer=text).execute()

    def take_over(self, quote: str) -> None:
        TakeOver(comment=self._comment(quote), by=self.editor).execute()

    # Readers, and what is said afterwards

    def reader_reports(self, quote: str, text: str, credit: str = "") -> None:
        address = _address(self.work, quote)
        ReportError(work_id=self.work_id, text=text, address=address, quote=quote, credit=credit, origin="demo").execute()

    def answer_reader(self, text: str) -> None:
        AnswerCase(case=self._case(), by=self.editor, answer=text).execute()

    def notice(self, kind: str, quote: str, **values: Any) -> None:
        """A notice about the passage that now holds `quote`; with `reported_by`, it closes the newest case."""
        case = self._case() if values.get("reported_by") else None
        passages = [_address(self.work, quote)]
        ProposeNotice(work=self.work, by=self.editor, notice=kind, passages=passages, case=case, **values).execute()

    def approve_notice(self, by: str) -> None:
        notice = Notice.objects.filter(work_id=self.work_id).latest("pk")
        ApproveNotice(notice=notice, by=account_of(by)).execute()

    # What a step means

    def _asked(self, who: str) -> Assignment:
        found: Assignment = self.round.assignments.asked().get(expert=account_of(who))
        return found

    def _comment(self, quote: str) -> Comment:
        return Comment.objects.get(round__work_id=self.work_id, quote=quote)

    def _case(self) -> ReaderCase:
        return ReaderCase.objects.filter(work_id=self.work_id).latest("pk")

    def _passage(self, quote: str) -> tuple[Round, str]:
        """In the work's snapshot, or in that of a chapter."""
        for round_ in (self.round, *part_rounds(self.round)):
            snapshot = work_of(round_.work_id).with_content_json(dict(round_.content))
            if address := _find(snapshot, quote):
                return round_, address
        raise LookupError(quote)


def _address(work: Work, words: str) -> str:
    """LookupError where no passage holds the words."""
    if address := _find(work, words):
        return address
    raise LookupError(words)


def _find(work: Work, words: str) -> str:
    return next((passage.address for passage in passages_of(work) if words in passage.text), "")
