"""An editor decides on a round, with a letter to the authors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import Page

from content.core.refusal import Refused
from content.review import policies
from content.review.actions.close import close_round, seal_if_complete
from content.review.correspondence import letters
from content.review.models import LetterTemplate, Round, Seal, Via
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from content.people.models import User


Decision = LetterTemplate.Decision


@dataclass(frozen=True, kw_only=True)
class Decide:
    round: Round | None
    by: User
    decision: str
    letter: str = ""
    via: str = Via.ADMIN

    def check(self) -> Round:
        """Raise `Refused` unless `by` may decide so now."""
        round_ = self.round and Round.objects.select_for_update().filter(pk=self.round.pk).first()
        if round_ is None or round_.state != Round.State.RUNNING:
            raise Refused(_("This work isn't in review: nothing was submitted, or it is decided already."))
        if reason := policies.may_decide(self.by, round_):
            raise Refused(reason)
        if self.decision not in Decision.values:
            raise Refused(_("There is no decision “%(name)s”.") % {"name": self.decision})
        refuse_if_too_long(self.letter)
        if self.decision == Decision.APPROVE:
            if policies.is_contributor(self.by, round_):
                raise Refused(_("You are a contributor of this work: nobody approves their own work."))
            self._check_complete(round_)
        return round_

    @staticmethod
    def _check_complete(round_: Round) -> None:
        open_ = policies.open_seats(round_)
        if open_:
            seats = ", ".join(f"{seat.slug} ({seat.label})" for seat in open_)
            raise Refused(_("Not every seat is filled yet: %(seats)s.") % {"seats": seats})
        blocking = round_.comments.blocking().count()
        if blocking:
            open_words = ngettext(
                "%(count)d comment that must be settled is open.", "%(count)d comments that must be settled are open.", blocking
            )
            raise Refused(open_words % {"count": blocking})

    @transaction.atomic
    def execute(self) -> Seal | None:
        """The seal, for an approval."""
        round_ = self.check()
        round_.decided_by, round_.letter = self.by, self.letter
        seal = None
        if self.decision == Decision.APPROVE:
            seal = seal_if_complete(round_, by=self.by, via=self.via, decided=True)
        else:
            rejected = self.decision == Decision.REJECT
            close_round(round_, Round.State.REJECTED if rejected else Round.State.CHANGES_REQUESTED, by=self.by, note=self.letter)
        page = Page.objects.filter(pk=round_.work_id).first()
        if page:
            log(instance=page.specific, action="orrery.decide", user=self.by, data={"decision": self.decision, "via": self.via})
        letters.decided(round_, self.decision)
        return seal
