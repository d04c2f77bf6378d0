"""An editor publishes corrected typos without another review, where the policy allows it: recorded as such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from content.core.canonical import digest_of, media_of
from content.core.refusal import Refused
from content.review import policies
from content.review.actions.publish import hold, make_public
from content.review.actions.seal import Approval, seal_all
from content.review.grading import worst
from content.review.models import Publication, Round, Seal, Via
from content.review.reopening import changes_since
from content.review.seats.terms import policy_for

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class CorrectTypo:
    work: Work
    by: User
    via: str = Via.ADMIN

    def check(self) -> Seal:
        """The seal that the correction stands on. Raises `Refused`."""
        if reason := policies.may_publish(self.by, self.work):
            raise Refused(reason)
        publication = Publication.objects.select_related("seal__entry").filter(work_id=self.work.pk, state="public").first()
        if publication is None or publication.seal.basis == Seal.Basis.PROVISIONAL:
            raise Refused(_("“%(title)s” isn't public.") % {"title": self.work.title})
        if Round.objects.of_work(self.work.pk).running().exists():
            raise Refused(_("“%(title)s” is in review already.") % {"title": self.work.title})
        if Seal.objects.latest_of(self.work.pk) != publication.seal:
            raise Refused(_("A newer version is approved: publish that first."))
        if not policy_for(self._draft()).allows_typos:
            raise Refused(_("The review policy of this work lets no change through without review."))
        return publication.seal

    def _draft(self) -> Work:
        draft: Work = self.work.get_latest_revision_as_object()
        return draft

    @transaction.atomic
    def execute(self) -> Seal:
        hold(self.work)
        before, draft = self.check(), self._draft()
        changes = changes_since(draft, before)
        if worst(changes) != "typo":
            first = next((change for change in changes if change.grade != "typo"), None)
            raise Refused(
                _("Not every change is a typo: it has to be reviewed. %(before)s → %(after)s")
                % {"before": first.before[:200] if first else "", "after": first.after[:200] if first else ""}
            )
        seal = seal_all(
            [
                Approval(
                    work=draft,
                    digest=digest_of(draft),
                    content=draft.latest_revision.content,
                    media=media_of(draft),
                    by=self.by,
                    by_name=before.approved_by_name,
                    round=before.round,
                    basis=Seal.Basis.TYPO,
                    via=self.via,
                    details={
                        "seats": before.entry.payload["seats"],
                        "stands_on": before.reference,
                        "published_by": str(self.by),
                        "changes": [change.as_json() for change in changes],
                    },
                )
            ]
        )[0]
        make_public(draft, seal, by=self.by)
        log(instance=draft, action="orrery.typo", user=self.by, data={"seal": seal.reference})
        return seal
