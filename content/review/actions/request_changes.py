"""A scientist asks for changes: the round ends, the draft is the editors' again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from content.core.refusal import Refused
from content.review import policies
from content.review.models import Report, Round, Via

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class RequestChanges:
    round: Round | None
    by: User
    note: str = ""
    via: str = Via.ADMIN

    def check(self) -> Round:
        """Raise `Refused` unless `by` may report on the round now."""
        round_ = self.round and Round.objects.select_for_update().filter(pk=self.round.pk).first()
        if round_ is None or round_.state != Round.State.RUNNING:
            raise Refused(_("This work isn't in review: nothing was submitted, or it is decided already."))
        if reason := policies.may_endorse(self.by, round_):
            raise Refused(reason)
        if not self.note.strip():
            raise Refused(_("Say what has to change: the editors only see your note."))
        return round_

    @transaction.atomic
    def execute(self) -> Report:
        round_ = self.check()
        report = Report.objects.create(
            round=round_,
            by=self.by,
            by_name=str(self.by),
            recommendation=Report.Recommendation.CHANGES,
            note=self.note,
            via=self.via,
        )
        round_.state = Round.State.CHANGES_REQUESTED
        round_.closed_at = timezone.now()
        round_.save(update_fields=["state", "closed_at"])
        state = TaskState.objects.filter(pk=round_.task_state_id, status=TaskState.STATUS_IN_PROGRESS).first()
        if state:
            state.specific.reject(user=self.by, comment=self.note)
        page = Page.objects.filter(pk=round_.work_id).first()
        if page:
            log(instance=page.specific, action="orrery.request_changes", user=self.by, data={"via": self.via})
        return report
