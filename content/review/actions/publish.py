"""An editor publishes what was approved: that revision, never a later draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from content.core.canonical import digest_of
from content.core.refusal import Refused
from content.review import policies
from content.review.models import Notice, Publication, Round, Seal, Via

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Publish:
    work: Work
    by: User
    via: str = Via.ADMIN

    def check(self) -> None:
        """Raise `Refused` unless `by` may publish and a scientist approved something to publish."""
        if reason := policies.may_publish(self.by, self.work):
            raise Refused(reason)
        removal = Notice.objects.filter(work_id=self.work.pk, notice=Notice.Kind.REMOVAL, state=Notice.State.PUBLIC)
        if removal.exists():
            raise Refused(_("“%(title)s” was removed for rights: it isn't published again.") % {"title": self.work.title})
        if Seal.objects.latest_of(self.work.pk) is None:
            raise Refused(self._why_not(self.work))
        for part in self.work.parts():
            if Seal.objects.latest_of(part.pk) is None:
                raise Refused(self._why_not(part))

    @transaction.atomic
    def execute(self) -> bool:
        """Make the newest seal of the work and its parts public. False when nothing had to change."""
        self.check()
        parts = self.work.parts()
        for work in (self.work, *parts):
            hold(work)
        changed = publish_sealed(self.work, self.by)
        for part in parts:
            changed = publish_sealed(part, self.by) or changed
        return changed

    @staticmethod
    def _why_not(work: Work) -> str:
        if Round.objects.of_work(work.pk).running().exists():
            return _("“%(title)s” is in review: no scientist has approved it yet.") % {"title": work.title}
        return _("“%(title)s” can't be published: no scientist has approved it.") % {"title": work.title}


def publish_sealed(work: Work, by: User) -> bool:
    seal = Seal.objects.latest_of(work.pk)
    if seal is None:
        raise Refused(Publish._why_not(work))
    return make_public(work, seal, by=by)


def make_public(work: Work, seal: Seal, *, by: User | None) -> bool:
    """Make exactly what `seal` covers public; False when it is already. The caller has checked who may."""
    page = hold(work)
    in_force = Publication.objects.filter(work_id=page.pk, seal=seal, state="public").exists()
    if page.live and in_force and digest_of(page, seal.canonical) == seal.digest:
        return False
    sealed = page.with_content_json(dict(seal.content))
    if digest_of(sealed, seal.canonical) != seal.digest:
        raise Refused(
            _("What was approved of “%(title)s” can't be shown any more: something it refers to has changed.")
            % {"title": page.title}
        )
    revision = Revision.objects.filter(pk=seal.round.revision_id).first() if seal.round else None
    if revision is None or digest_of(revision.as_object(), seal.canonical) != seal.digest:
        revision = _revision_of_seal(page, sealed)
    revision.publish(user=by, skip_permission_checks=True)
    return True


def hold(work: Page) -> Any:
    """The work as it stands, nobody else's to change until this transaction ends: taken before anything is written."""
    Page.objects.select_for_update().filter(pk=work.pk).first()
    return work.specific_class.objects.get(pk=work.pk)


def _revision_of_seal(page: Page, sealed: Work) -> Revision:
    """The approved revision was purged or rewritten: a new one from the seal, below the latest draft."""
    latest = page.latest_revision
    revision: Revision = sealed.save_revision(user=None, changed=False, clean=False)
    if latest is not None:
        Page.objects.filter(pk=page.pk).update(latest_revision=latest, draft_title=latest.content.get("title", page.title))
    return revision
