"""Remarks on passages: an expert makes and settles them, an author answers or takes the replacement over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from content.core.models import Work
from content.core.refusal import Refused
from content.core.rewriting import replace_text
from content.review import policies
from content.review.actions.close import seal_if_complete
from content.review.desk.reading import addresses_of
from content.review.models import Comment, Round, Via
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from content.people.models import User

POINT = re.compile(r"(?:100|\d{1,2}(?:\.\d{1,2})?),(?:100|\d{1,2}(?:\.\d{1,2})?)")


@dataclass(frozen=True, kw_only=True)
class AddComment:
    round: Round
    by: User
    address: str
    text: str = ""
    severity: str = Comment.Severity.SHOULD
    quote: str = ""
    replacement: str = ""
    # Of the passage's image: "37.5,20", in per cent of width and height.
    point: str = ""
    seat: str = ""

    @transaction.atomic
    def execute(self) -> Comment:
        """Raises `Refused`: only who may report on the round comments on it."""
        round_ = Round.objects.select_for_update().get(pk=self.round.pk)
        if round_.state != Round.State.RUNNING:
            raise Refused(_("This work isn't in review: nothing was submitted, or it is decided already."))
        seat = policies.seat_for(self.by, round_, self.seat)
        if reason := policies.may_report(self.by, round_, seat):
            raise Refused(reason)
        if not self.text.strip() and not self.replacement.strip():
            raise Refused(_("Write what is wrong, or what should stand there."))
        refuse_if_too_long(self.text, self.replacement, self.quote)
        if self.severity not in Comment.Severity.values:
            raise Refused(_("There is no severity “%(name)s”.") % {"name": self.severity})
        if self.address and self.address not in addresses_of(round_):
            raise Refused(_("There is no such passage in this text."))
        if self.point and not POINT.fullmatch(self.point):
            raise Refused(_("That is no point of the image."))
        return Comment.objects.create(
            round=round_,
            by=self.by,
            seat=seat.slug if seat else "",
            address=self.address,
            point=self.point,
            quote=self.quote,
            severity=self.severity,
            text=self.text,
            replacement=self.replacement,
        )


@dataclass(frozen=True, kw_only=True)
class SettleComment:
    """The expert who made a remark says that it is settled; the last one may be all that an approval waited for."""

    comment: Comment
    by: User
    via: str = Via.ADMIN

    @transaction.atomic
    def execute(self) -> Comment:
        round_ = Round.objects.select_for_update().get(pk=self.comment.round_id)
        if not self.comment.may_be_resolved_by(self.by):
            raise Refused(_("Only who made a remark settles it."))
        self.comment.state = Comment.State.RESOLVED
        self.comment.save(update_fields=["state"])
        if round_.state == Round.State.RUNNING:
            seal_if_complete(round_, by=self.by, via=self.via)
        return self.comment


@dataclass(frozen=True, kw_only=True)
class AnswerComment:
    """An author's or editor's answer, point by point; the next round shows it."""

    comment: Comment
    by: User
    answer: str

    @transaction.atomic
    def execute(self) -> Comment:
        _work_to_edit(self.comment, self.by)
        if not self.answer.strip():
            raise Refused(_("The answer is empty."))
        refuse_if_too_long(self.answer)
        if self.comment.state == Comment.State.OPEN:
            self.comment.state = Comment.State.ANSWERED
        self.comment.answer, self.comment.answered_by = self.answer, self.by
        self.comment.save(update_fields=["state", "answer", "answered_by"])
        return self.comment


@dataclass(frozen=True, kw_only=True)
class TakeOver:
    """Put the proposed replacement into the draft."""

    comment: Comment
    by: User

    @transaction.atomic
    def execute(self) -> Work:
        comment = Comment.objects.select_for_update().get(pk=self.comment.pk)
        work = _work_to_edit(comment, self.by)
        if not comment.replacement.strip():
            raise Refused(_("This remark proposes no replacement."))
        if comment.state == Comment.State.TAKEN:
            raise Refused(_("This replacement was taken over already."))
        draft: Work = work.get_latest_revision_as_object()
        try:
            replace_text(draft, comment.address, comment.quote, comment.replacement)
        except LookupError as error:
            raise Refused(_("The passage has changed since: put the replacement in by hand.")) from error
        draft.save_revision(user=self.by, log_action=False)
        comment.state, comment.answered_by = Comment.State.TAKEN, self.by
        comment.save(update_fields=["state", "answered_by"])
        log(instance=work, action="orrery.take_over", user=self.by, data={"comment": comment.pk})
        return work


def _work_to_edit(comment: Comment, by: User) -> Work:
    page = Page.objects.filter(pk=comment.round.work_id).first()
    if page is None:
        raise Refused(_("The work was deleted."))
    if not page.permissions_for_user(by).can_edit():
        raise Refused(_("You may not edit this work."))
    work: Work = page.specific
    return work
