"""A scientist says yes: exactly the snapshot is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from content.core.canonical import digest_of
from content.core.refusal import Refused
from content.review import policies
from content.review.actions.wording import approve_wordings_shown
from content.review.models import Report, Round, Seal, Via

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Endorse:
    round: Round | None
    by: User
    note: str = ""
    via: str = Via.ADMIN

    def check(self) -> Round:
        """Raise `Refused`, with a reason fit for the screen, unless `by` may endorse now."""
        round_ = self.round and Round.objects.select_for_update().filter(pk=self.round.pk).first()
        if round_ is None or round_.state != Round.State.RUNNING:
            raise Refused(_("This work isn't in review: nothing was submitted, or it is decided already."))
        if reason := policies.may_endorse(self.by, round_):
            raise Refused(reason)
        page = Page.objects.filter(pk=round_.work_id).first()
        if page is None:
            raise Refused(_("The work was deleted."))
        revision = Revision.objects.filter(pk=round_.revision_id).first()
        if revision is not None and digest_of(revision.as_object()) != round_.digest:
            raise Refused(_("The text has changed since it was submitted. It has to be submitted again."))
        if digest_of(page.specific.with_content_json(dict(round_.content))) != round_.digest:
            raise Refused(_("What the snapshot shows has changed since it was submitted. It has to be submitted again."))
        return round_

    @transaction.atomic
    def execute(self) -> Seal:
        round_ = self.check()
        Report.objects.create(
            round=round_,
            by=self.by,
            by_name=str(self.by),
            recommendation=Report.Recommendation.ENDORSE,
            note=self.note,
            via=self.via,
        )
        round_.state = Round.State.APPROVED
        round_.closed_at = timezone.now()
        round_.save(update_fields=["state", "closed_at"])
        page = Page.objects.get(pk=round_.work_id).specific
        seal = seal_round(round_, page, self.by, self.via)
        approve_wordings_shown(page.with_content_json(dict(round_.content)), self.by)
        self._finish_task(round_)
        log(instance=page, action="orrery.endorse", user=self.by, data={"seal": seal.reference, "via": self.via})
        return seal

    def _finish_task(self, round_: Round) -> None:
        state = TaskState.objects.filter(pk=round_.task_state_id, status=TaskState.STATUS_IN_PROGRESS).first()
        if state:
            state.specific.approve(user=self.by, comment=self.note)


def seal_round(round_: Round, page: Page, by: User, via: str) -> Seal:
    last = Seal.objects.select_for_update().order_by("-pk").first()
    seal = Seal(
        work_id=round_.work_id,
        kind=round_.kind,
        lang=round_.lang,
        title=round_.title,
        translation_key=page.translation_key,
        digest=round_.digest,
        content=round_.content,
        media=round_.media,
        round=round_,
        approved_by=by,
        approved_by_name=str(by),
        approved_at=timezone.now(),
        via=via,
        previous=last.reference if last else "",
    )
    seal.reference = seal.compute_reference()
    seal.save()
    return seal
