"""Notices about published works: an editor proposes, an expert approves what teaches readers something new.

What warns readers (retraction, expression of concern, removal) is the editor's to publish at once, and recorded as such.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from content.core import ledger
from content.core.refusal import Refused
from content.review import policies
from content.review.models import Notice, Publication, ReaderCase, Seal
from content.review.reopening import changes_since
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class ProposeNotice:
    """`seal_before` is the seal that was wrong: by default the one before the one in force, when the text was mended."""

    work: Work
    by: User
    notice: str
    was: str
    now: str = ""
    reported_by: str = ""
    passages: list[str] = field(default_factory=list)
    case: ReaderCase | None = None

    def check(self) -> Publication:
        """Raises `Refused`."""
        if reason := policies.may_publish(self.by, self.work):
            raise Refused(reason)
        publication = Publication.objects.select_related("seal").filter(work_id=self.work.pk).first()
        if publication is None:
            raise Refused(_("“%(title)s” was never public: there is nothing to correct.") % {"title": self.work.title})
        if self.notice not in Notice.Kind.values:
            raise Refused(_("There is no notice “%(name)s”.") % {"name": self.notice})
        if not self.was.strip():
            raise Refused(_("Say what was wrong."))
        refuse_if_too_long(self.was, self.now)
        if self.notice == Notice.Kind.CORRECTION and not self.now.strip():
            raise Refused(_("Say what is right."))
        return publication

    @transaction.atomic
    def execute(self) -> Notice:
        publication = self.check()
        in_force = publication.seal
        before = Seal.objects.filter(work_id=self.work.pk, pk__lt=in_force.pk).exclude(basis="provisional").last()
        mended = self.notice in {Notice.Kind.CORRECTION, Notice.Kind.UPDATE} and before is not None
        notice = Notice.objects.create(
            work_id=self.work.pk,
            kind=publication.kind,
            lang=publication.lang,
            title=publication.title,
            notice=self.notice,
            translation_key=self.work.translation_key,
            was=self.was,
            now=self.now,
            reported_by=self.reported_by or (self.case.credit if self.case else ""),
            passages=self.passages or self._concerned(publication, before if mended else None),
            seal_before=before.reference if mended and before else in_force.reference,
            seal_after=in_force.reference if mended else "",
            made_by=self.by,
            made_by_name=str(self.by),
        )
        if self.case is not None:
            self.case.notice = notice
            self.case.save(update_fields=["notice"])
        if self.notice in Notice.CAUTIONARY:
            _publish(notice, self.by, approved_by=None)
        return notice

    def _concerned(self, publication: Publication, before: Seal | None) -> list[str]:
        """Where nobody named the passages: the one that a reader reported, or those that were mended."""
        if self.case is not None and self.case.address:
            return [self.case.address]
        if before is None:
            return []
        mended = self.work.with_content_json(dict(publication.seal.content))
        return [change.address for change in changes_since(mended, before) if change.address]


@dataclass(frozen=True, kw_only=True)
class ApproveNotice:
    """An expert who wrote neither the work nor the notice approves its words."""

    notice: Notice
    by: User

    @transaction.atomic
    def execute(self) -> Notice:
        notice = Notice.objects.select_for_update().get(pk=self.notice.pk)
        if notice.state != Notice.State.PROPOSED:
            raise Refused(_("This notice is decided already."))
        if reason := policies.may_approve_notice(self.by, notice):
            raise Refused(reason)
        return _publish(notice, self.by, approved_by=self.by)


@dataclass(frozen=True, kw_only=True)
class DismissNotice:
    notice: Notice
    by: User

    @transaction.atomic
    def execute(self) -> None:
        notice = Notice.objects.select_for_update().get(pk=self.notice.pk)
        page = Page.objects.filter(pk=notice.work_id).first()
        allowed = page is not None and policies.may_publish(self.by, page) is None
        if not allowed and (reason := self._why_not(notice)):
            raise Refused(reason)
        if notice.state != Notice.State.PROPOSED:
            raise Refused(_("This notice is decided already."))
        notice.state = Notice.State.DISMISSED
        notice.save(update_fields=["state"])

    def _why_not(self, notice: Notice) -> str | None:
        """Who doesn't run the work dismisses only what they could approve."""
        if not self.by.has_perm("review.endorse"):
            return _("Only an editor of this work may do this.")
        return policies.may_approve_notice(self.by, notice)


def _publish(notice: Notice, by: User, *, approved_by: User | None) -> Notice:
    notice.state, notice.published_at = Notice.State.PUBLIC, timezone.now()
    notice.approved_by, notice.approved_by_name = approved_by, str(approved_by) if approved_by else ""
    notice.entry = ledger.append("notice", notice.statement())
    notice.save()
    notice.cases.update(state=ReaderCase.State.CORRECTED, answered_at=timezone.now(), answered_by=by)
    page = Page.objects.filter(pk=notice.work_id).first()
    if page is not None:
        log(instance=page.specific, action="orrery.notice", user=by, data={"notice": notice.notice})
        if notice.notice == Notice.Kind.REMOVAL and page.live:
            page.specific.unpublish(user=by)
    return notice
