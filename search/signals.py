"""Search listens; publishing has never heard of it."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signals import page_slug_changed

from content.core import signals as core
from content.core.models import Work
from content.core.registry import is_work_content_type
from search.completion import keeping
from search.engines.base import EngineUnavailable
from search.indexing import changed, drain
from search.models import IndexState, Outbox

log = logging.getLogger("orrery.search")


def connect() -> None:
    core.published.connect(on_published, dispatch_uid="search.published")
    core.bulk_published.connect(on_bulk, dispatch_uid="search.bulk")
    core.command_finished.connect(on_command, dispatch_uid="search.command")
    core.withdrawn.connect(on_withdrawn, dispatch_uid="search.withdrawn")
    core.wording_approved.connect(on_wording, dispatch_uid="search.wording")
    post_save.connect(on_draft, sender=Revision, dispatch_uid="search.draft")
    post_delete.connect(on_delete, dispatch_uid="search.delete")
    page_slug_changed.connect(on_address, dispatch_uid="search.address")


def on_published(sender: Any, work: Page, **_kw: Any) -> None:
    changed(work.pk)


def on_bulk(sender: Any, **_kw: Any) -> None:
    IndexState.mark(stale=True)


def on_command(sender: Any, **_kw: Any) -> None:
    """What a command published or withdrew is in the index when it returns, also while a server is writing."""
    try:
        if Outbox.objects.exists():
            drain(wait=60.0)
    except DatabaseError:
        # Without its tables a site has nothing to index: what is wrong, the command says itself.
        return
    except (EngineUnavailable, OSError):
        log.exception("The index doesn't follow yet; the worker will see to it.")


def on_withdrawn(sender: Any, work_id: int, **_kw: Any) -> None:
    changed(work_id)


def on_address(sender: Any, instance: Page, **_kw: Any) -> None:
    if isinstance(instance, Work):
        changed(instance.pk)


def on_wording(sender: Any, row: Any, **_kw: Any) -> None:
    """A name that works are found by has changed."""
    keeping.follow_row(row)
    for model_id, pk in ReferenceIndex.get_references_to(row).values_list("base_content_type__model", "object_id").distinct():
        if model_id == "page":
            changed(int(pk))


def on_draft(sender: Any, instance: Revision, **_kw: Any) -> None:
    if is_work_content_type(instance.content_type_id):
        changed(int(instance.object_id))


def on_delete(sender: Any, instance: Any, **_kw: Any) -> None:
    if isinstance(instance, Work):
        changed(instance.pk)
    keeping.forget_row(instance)
