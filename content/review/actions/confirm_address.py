"""An expert confirms a mail address by the link that was sent there; whoever proposes or admits has it sent again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.refusal import Refused
from content.review.actions.admit import ask_to_confirm
from content.review.experts import admission
from content.review.models import ExpertProfile

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class ConfirmAddress:
    """Confirming twice does nothing."""

    expert: User

    @transaction.atomic
    def execute(self) -> None:
        profile = ExpertProfile.objects.select_for_update().filter(user=self.expert).first()
        if profile is None or profile.is_verified:
            return
        profile.address_verified_at, profile.verified_address = timezone.now(), self.expert.email
        profile.save(update_fields=["address_verified_at", "verified_address"])


@dataclass(frozen=True, kw_only=True)
class AskToConfirm:
    expert: User
    by: User

    def execute(self) -> None:
        """Raises `Refused`."""
        if reason := admission.may_propose(self.by):
            raise Refused(reason)
        profile = ExpertProfile.objects.filter(user=self.expert).first()
        if profile is None:
            raise Refused(_("%(name)s wasn't proposed as an expert.") % {"name": self.expert})
        if profile.is_verified:
            raise Refused(_("The mail address is confirmed already."))
        if not ask_to_confirm(self.expert):
            raise Refused(_("A letter went out today already. Please wait until tomorrow."))
