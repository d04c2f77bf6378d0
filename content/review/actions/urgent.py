"""Urgent notices: one scientist on duty lets a work out for a few hours, while its full review goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from content.core.refusal import Refused
from content.review import policies
from content.review.actions.publish import hold, make_public
from content.review.actions.report import check_snapshot
from content.review.actions.seal import seal_provisionally
from content.review.actions.take_back import go_back
from content.review.correspondence import letters
from content.review.models import Publication, Round, Seal, Via

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class ClearUrgently:
    round: Round | None
    by: User
    via: str = Via.ADMIN

    def check(self) -> Round:
        """Raise `Refused` unless the policy allows it and `by` is on duty, with no part in the work."""
        round_ = self.round and Round.objects.select_for_update().filter(pk=self.round.pk).first()
        if round_ is None or round_.state != Round.State.RUNNING:
            raise Refused(_("This work isn't in review: nothing was submitted, or it is decided already."))
        if not round_.terms.allows_urgent:
            raise Refused(_("The policy of this work doesn't allow urgent notices."))
        profile = getattr(self.by, "expert_profile", None)
        if profile is None or not profile.on_duty:
            raise Refused(_("Only the scientist on duty clears an urgent notice."))
        if reason := policies.may_clear(self.by, round_):
            raise Refused(reason)
        if Seal.objects.filter(round=round_, basis=Seal.Basis.PROVISIONAL).exists():
            raise Refused(_("This round was cleared once already: now it needs its full review."))
        check_snapshot(round_)
        return round_

    @transaction.atomic
    def execute(self) -> Seal:
        """The provisional seal; the work is public at once, until its time is over."""
        round_ = self.check()
        page = hold(Page.objects.get(pk=round_.work_id))
        work = page.with_content_json(dict(round_.content))
        until = timezone.now() + timedelta(hours=round_.terms.urgent_hours)
        in_force = Publication.objects.in_force().filter(work_id=page.pk).select_related("seal").first()
        # Of a notice upon a notice, too, it goes back to what full review approved.
        before = in_force and (in_force.seal.before if in_force.seal.basis == Seal.Basis.PROVISIONAL else in_force.seal.reference)
        seal = seal_provisionally(round_, work, by=self.by, via=self.via, until=until, before=before or None)
        make_public(page, seal, by=self.by)
        log(instance=page, action="orrery.clear_urgently", user=self.by, data={"until": until.isoformat(), "via": self.via})
        return seal


def end_provisional() -> int:
    """Take back what was cleared urgently and not fully approved in time; returns how many."""
    over = Publication.objects.filter(state="public", provisional_until__lte=timezone.now())
    ids = list(over.values_list("work_id", flat=True))
    for work_id in ids:
        with transaction.atomic():
            page = Page.objects.filter(pk=work_id).first()
            work = hold(page) if page else None
            # Meanwhile its full review may have come to an end.
            publication = over.filter(work_id=work_id).select_related("seal__entry").first()
            if work is not None and publication is not None:
                go_back(work, publication)
                _tell(work, publication)
    return len(ids)


def _tell(work: Work, publication: Publication) -> None:
    """Whoever submitted it, while its full review still runs."""
    round_ = Round.objects.of_work(work.pk).running().first()
    if round_ is not None and round_.submitted_by:
        letters.write("provisional_over", f"provisional-over:{publication.seal_id}", round_.submitted_by, round=round_.pk)
