"""What Wagtail does to pages, written into the record: publication, withdrawal, deletion, new addresses."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, workflow_cancelled

from content.core import signals as core
from content.core.canonical import digest_of
from content.core.gate import refuse_unless_sealed
from content.core.models import Work
from content.core.refusal import Refused
from content.core.serving import path_of
from content.review.models import Publication, Round, Seal


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="review.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="review.unpublished")
    page_slug_changed.connect(on_address_changed, dispatch_uid="review.slug")
    post_page_move.connect(on_address_changed, dispatch_uid="review.move")
    workflow_cancelled.connect(on_cancelled, dispatch_uid="review.cancelled")
    pre_save.connect(guard_schedule, sender=Revision, dispatch_uid="review.schedule")
    pre_delete.connect(on_delete, dispatch_uid="review.delete")


def on_published(sender: type[Page], instance: Page, **_kw: Any) -> None:
    if not isinstance(instance, Work) or not instance.live:
        return
    digest = digest_of(instance)
    seal = Seal.objects.filter(work_id=instance.pk, digest=digest).order_by("-pk").first()
    if seal is None:
        raise Refused(_("“%(title)s” isn't approved.") % {"title": instance.title})
    Publication.objects.update_or_create(work_id=instance.pk, defaults={**face_of(instance), "seal": seal})
    core.published.send(type(instance), work=instance)


def face_of(work: Work) -> dict[str, Any]:
    container = work.container()
    return {
        "kind": work.kind(),
        "lang": work.locale.language_code,
        "title": work.title,
        "summary": work.summary,
        "container_id": container.pk if container else None,
        "state": Publication.State.PUBLIC,
        "url": path_of(work),
        "cover_id": getattr(work, "cover_id", None),
        "level_id": getattr(work, "level_id", None),
        "minutes": work.minutes,
        "withdrawn_at": None,
    }


def on_unpublished(sender: type[Page], instance: Page, **_kw: Any) -> None:
    end_publication(instance.pk, Publication.State.WITHDRAWN)


def end_publication(work_id: int, state: str) -> None:
    ended = Publication.objects.filter(work_id=work_id).exclude(state=Publication.State.DELETED)
    if ended.update(state=state, withdrawn_at=timezone.now()):
        core.withdrawn.send(Publication, work_id=work_id)
    # What is part of a withdrawn work isn't readable either: whoever listens must know.
    for part in Publication.objects.filter(container_id=work_id, state=Publication.State.PUBLIC).values_list(
        "work_id", flat=True
    ):
        core.withdrawn.send(Publication, work_id=part)


def on_address_changed(sender: Any, instance: Page, **_kw: Any) -> None:
    ids = list(Page.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True))
    for publication in Publication.objects.filter(work_id__in=ids):
        page = Page.objects.get(pk=publication.work_id)
        Publication.objects.filter(pk=publication.pk).update(url=path_of(page))
        if publication.state == Publication.State.PUBLIC:
            core.published.send(Page, work=page.specific)


def on_cancelled(sender: Any, instance: Any, **_kw: Any) -> None:
    """A workflow was cancelled, by its editor or by a publication: its round is withdrawn."""
    states = list(instance.task_states.values_list("pk", flat=True))
    Round.objects.running().filter(task_state_id__in=states).update(state=Round.State.WITHDRAWN, closed_at=timezone.now())


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
