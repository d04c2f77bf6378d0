"""An editor withdraws a public work: it, its parts, and everything made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from content.core.refusal import Refused
from content.review import policies
from content.review.actions.publish import hold
from content.review.models import Via

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Withdraw:
    work: Work
    by: User
    via: str = Via.ADMIN

    def check(self) -> None:
        """Raise `Refused` unless the work is public and `by` may withdraw it."""
        if reason := policies.may_withdraw(self.by, self.work):
            raise Refused(reason)
        if not self.work.live:
            raise Refused(_("“%(title)s” isn't public.") % {"title": self.work.title})

    @transaction.atomic
    def execute(self) -> None:
        self.check()
        parts = self.work.parts()
        work, *parts = [hold(each) for each in (self.work, *parts)]
        for part in parts:
            if part.live:
                part.unpublish(user=self.by)
        work.unpublish(user=self.by)
