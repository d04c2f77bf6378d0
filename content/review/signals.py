"""What Wagtail does to pages, written into the record: publication, withdrawal, deletion, new addresses."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.db.models.signals import pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, workflow_cancelled

from content.core import ledger
from content.core import signals as core
from content.core.canonical import digest_of
from content.core.gate import refuse_unless_sealed
from content.core.models import Work
from content.core.refusal import Refused
from content.core.serving import path_of
from content.review import letters
from content.review.faces import face_of
from content.review.models import Letter, Publication, Round, Seal


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="review.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="review.unpublished")
    page_slug_changed.connect(on_address_changed, dispatch_uid="review.slug")
    post_page_move.connect(on_address_changed, dispatch_uid="review.move")
    workflow_cancelled.connect(on_cancelled, dispatch_uid="review.cancelled")
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
    """Into the ledger: which seal of the work is public from now on, or that none is."""
    ledger.append("publication", publication.statement())


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


def on_address_changed(sender: Any, instance: Page, **_kw: Any) -> None:
    ids = list(Page.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True))
    for publication in Publication.objects.filter(work_id__in=ids).select_related("seal"):
        page = Page.objects.get(pk=publication.work_id)
        publication.url = path_of(page)
        publication.save(update_fields=["url"])
        record_publication(publication)
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
