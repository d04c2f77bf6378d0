"""What Wagtail does to pages, written into the record: publication, withdrawal, deletion, new addresses."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
)

from content.core import ledger
from content.core import signals as core
from content.core.canonical import digest_of
from content.core.gate import refuse_unless_sealed
from content.core.models import Work
from content.core.refusal import Refused
from content.core.serving import path_of
from content.review.correspondence import letters
from content.review.faces import face_of
from content.review.models import Letter, Publication, Round, Seal


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="review.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="review.unpublished")
    page_slug_changed.connect(on_address_changed, dispatch_uid="review.slug")
    post_page_move.connect(on_address_changed, dispatch_uid="review.move")
    pre_page_move.connect(guard_move, dispatch_uid="review.leave")
    post_save.connect(on_saved, dispatch_uid="review.saved")
    post_save.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="review.restricted")
    post_delete.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="review.opened")
    core.command_finished.connect(on_command, dispatch_uid="review.command")
    pre_save.connect(guard_schedule, sender=Revision, dispatch_uid="review.schedule")
    pre_delete.connect(on_delete, dispatch_uid="review.delete")


def on_command(sender: Any, **_kw: Any) -> None:
    """What a command wrote is sent when it returns, also where no worker runs."""
    try:
        if Letter.objects.to_send().exists():
            letters.send_due()
    except DatabaseError:
        # Without its tables a site has no letters: what is wrong, the command says itself.
        return


def on_published(sender: type[Page], instance: Page, **_kw: Any) -> None:
    if not isinstance(instance, Work) or not instance.live:
        return
    seal = _seal_of(instance)
    if seal is None:
        raise Refused(_("“%(title)s” isn't approved.") % {"title": instance.title})
    face = {**face_of(instance), "seal": seal, "provisional_until": seal.expires_at}
    publication, _new = Publication.objects.update_or_create(work_id=instance.pk, defaults=face)
    record_publication(publication)
    core.published.send(type(instance), work=instance)


def record_publication(publication: Publication) -> None:
    """Into the ledger: which seal of the work is public from now on and whether for all, or that none is."""
    page = Page.objects.filter(pk=publication.work_id, live=True).first()
    restricted = {"restricted": True} if page is not None and _restrictions_on(page).exists() else {}
    ledger.append("publication", {**publication.statement(), **restricted})


def _restrictions_on(page: Page) -> QuerySet[PageViewRestriction]:
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    return PageViewRestriction.objects.filter(page__path__in=[page.path[:end] for end in steps])


def on_restricted(sender: Any, instance: PageViewRestriction, **_kw: Any) -> None:
    """A view restriction was laid on a page or taken away: each public work below is told so in the ledger."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is None:
        return
    below = Page.objects.descendant_of(page, inclusive=True).filter(live=True).values("pk")
    for publication in Publication.objects.filter(state="public", work_id__in=below).select_related("seal"):
        record_publication(publication)


def _seal_of(work: Work) -> Seal | None:
    """The newest seal of exactly this content that hasn't run out."""
    now = timezone.now()
    for seal in Seal.objects.filter(work_id=work.pk).order_by("-pk"):
        if (seal.expires_at is None or seal.expires_at > now) and digest_of(work, seal.canonical) == seal.digest:
            return seal
    return None


def on_unpublished(sender: type[Page], instance: Page, **_kw: Any) -> None:
    end_publication(instance.pk, Publication.State.WITHDRAWN)


def end_publication(work_id: int, state: str) -> None:
    ended = Publication.objects.filter(work_id=work_id).exclude(state=Publication.State.DELETED)
    if ended.update(state=state, withdrawn_at=timezone.now()):
        record_publication(Publication.objects.select_related("seal").get(work_id=work_id))
        core.withdrawn.send(Publication, work_id=work_id)
    # What is part of a withdrawn work isn't readable either: whoever listens must know.
    for part in Publication.objects.filter(container_id=work_id, state=Publication.State.PUBLIC).values_list(
        "work_id", flat=True
    ):
        core.withdrawn.send(Publication, work_id=part)


def guard_move(sender: Any, instance: Page, parent_page_before: Page, parent_page_after: Page, **_kw: Any) -> None:
    """A public chapter was approved as a part of its book: it doesn't walk into another one."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    part = Publication.objects.filter(work_id=instance.pk, state=Publication.State.PUBLIC, container_id__isnull=False)
    if part.exists():
        raise Refused(
            _("“%(title)s” is part of a public work. Withdraw it first, then it can be moved.") % {"title": instance.title}
        )


def on_saved(sender: type[Any], instance: Any, raw: bool = False, created: bool = False, **_kw: Any) -> None:
    """A live work's slug was changed without publishing: Wagtail tells of it only after the commit."""
    if not raw and not created and isinstance(instance, Work) and instance.live:
        publication = (
            Publication.objects.filter(work_id=instance.pk).exclude(url=path_of(instance)).select_related("seal").first()
        )
        # While it is being published its new seal isn't in force yet: that is told by `on_published`.
        if publication is not None and digest_of(instance, publication.seal.canonical) == publication.seal.digest:
            _readdress(publication, instance)


def on_address_changed(sender: Any, instance: Page, **_kw: Any) -> None:
    pages = Page.objects.descendant_of(instance, inclusive=True).in_bulk()
    for publication in Publication.objects.filter(work_id__in=pages).select_related("seal"):
        _readdress(publication, pages[publication.work_id])


def _readdress(publication: Publication, page: Page) -> None:
    publication.url = path_of(page)
    publication.save(update_fields=["url"])
    record_publication(publication)
    if publication.state == Publication.State.PUBLIC:
        core.published.send(Page, work=page.specific)


def guard_schedule(sender: type[Revision], instance: Revision, **_kw: Any) -> None:
    """What is scheduled goes live without anybody looking: it has to be approved when it is scheduled."""
    if instance.approved_go_live_at is None or instance.pk is None:
        return
    work = instance.as_object()
    if isinstance(work, Work):
        refuse_unless_sealed(work)


def on_delete(sender: type[Any], instance: Any, origin: Any = None, **_kw: Any) -> None:
    if not isinstance(instance, Work):
        return
    publication = Publication.objects.filter(work_id=instance.pk).first()
    if publication is None:
        return
    if (
        publication.container_id
        and publication.state == Publication.State.PUBLIC
        and not _goes_with_its_container(publication, origin)
    ):
        raise Refused(
            _("“%(title)s” is part of a public work. Withdraw it first, then it can be deleted.") % {"title": instance.title}
        )
    with transaction.atomic():
        Round.objects.of_work(instance.pk).running().update(state=Round.State.WITHDRAWN, closed_at=timezone.now())
        end_publication(instance.pk, Publication.State.DELETED)


def _goes_with_its_container(publication: Publication, origin: Any) -> bool:
    container = Publication.objects.filter(work_id=publication.container_id or 0).first()
    if container is None or container.state != Publication.State.PUBLIC:
        return True
    if not isinstance(origin, QuerySet):
        return False
    return container.work_id in set(origin.values_list("pk", flat=True))
