"""An editor submits a draft, and the parts that belong to it, for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from content.core.canonical import digest_of
from content.core.publication import seals
from content.core.refusal import Refused
from content.review import policies
from content.review.actions.publish import hold
from content.review.models import Round, Via

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Submit:
    work: Work
    by: User
    via: str = Via.ADMIN

    def check(self) -> None:
        """Raise `Refused` when the work can't be submitted by `by` now."""
        if reason := policies.may_submit(self.by, self.work):
            raise Refused(reason)
        if Round.objects.of_work(self.work.pk).running().exists():
            raise Refused(_("“%(title)s” is in review already.") % {"title": self.work.title})
        if self.work.get_workflow() is None:
            raise Refused(_("No review workflow is set up here."))

    @transaction.atomic
    def execute(self) -> list[Round]:
        """Freeze the draft and its parts; what is approved exactly as it stands isn't asked again."""
        # Of two who submit at once, the second waits, and is refused.
        hold(self.work)
        self.check()
        rounds = []
        whole = self._draft(self.work)
        if self._needs_review(whole):
            rounds.append(self._submit(whole))
        for part in self.work.parts():
            draft = self._draft(part)
            if self._needs_review(draft) and not Round.objects.of_work(part.pk).running().exists():
                rounds.append(self._submit(draft))
        if not rounds:
            raise Refused(
                _("“%(title)s” is approved exactly as it stands: there is nothing to review.") % {"title": self.work.title}
            )
        return rounds

    @staticmethod
    def _draft(work: Work) -> Work:
        draft: Work = work.get_latest_revision_as_object()
        # Items of a list that were stored without ids get others each time they are read: now they keep them.
        unsteady = digest_of(draft) != digest_of(work.get_latest_revision_as_object())
        if draft.prepare_for_review() or unsteady:
            draft.save_revision(user=None, log_action=False)
            draft = work.specific_class.objects.get(pk=work.pk).get_latest_revision_as_object()
        return draft

    @staticmethod
    def _needs_review(draft: Work) -> bool:
        return not seals().covers(draft)

    def _submit(self, draft: Work) -> Round:
        try:
            draft.full_clean()
        except ValidationError as error:
            raise Refused("; ".join(error.messages)) from error
        if draft.latest_revision_id is None:
            draft.save_revision(user=None)
        # The base row, as Wagtail's admin passes it: the draft's own words stay in the revision.
        page = draft.specific_class.objects.get(pk=draft.pk)
        page.acting_via = self.via
        workflow = page.get_workflow()
        if page.current_workflow_state and page.current_workflow_state.status == "needs_changes":
            page.current_workflow_state.resume(user=self.by)
        else:
            workflow.start(page, self.by)
        round_ = Round.objects.of_work(draft.pk).running().get()
        if round_.via != self.via:
            Round.objects.filter(pk=round_.pk).update(via=self.via)
            round_.via = self.via
        return round_
