"""An expert doesn't count any more: what was endorsed stays, what was asked for is released."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from content.core.refusal import Refused
from content.review.actions.invite import Release
from content.review.experts import admission
from content.review.models import Assignment, ExpertProfile
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class WithdrawAdmission:
    expert: User
    by: User
    reason: str

    @transaction.atomic
    def execute(self) -> ExpertProfile:
        """Raises `Refused`."""
        if reason := admission.may_judge(self.by, self.expert):
            raise Refused(reason)
        if not self.expert.admitted:
            raise Refused(_("%(name)s isn't an expert.") % {"name": self.expert})
        if not self.reason.strip():
            raise Refused(_("A reason is needed: it is kept."))
        refuse_if_too_long(self.reason)
        profile, _new = ExpertProfile.objects.get_or_create(user=self.expert)
        profile.withdrawn_by, profile.withdrawn_because, profile.withdrawn_at = self.by, self.reason, timezone.now()
        profile.on_duty, profile.wishes = False, {}
        profile.save()
        self.expert.admitted = False
        self.expert.save(update_fields=["admitted"])
        open_ = (Assignment.State.WAITING, *Assignment.ASKED)
        for assignment in Assignment.objects.filter(expert=self.expert, state__in=open_, round__state="running"):
            Release(assignment=assignment, by=None).execute()
        log(instance=self.expert, action="orrery.withdraw_admission", user=self.by, data={"reason": self.reason})
        return profile
