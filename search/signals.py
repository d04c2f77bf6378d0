"""Search listens; publishing has never heard of it."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_slug_changed, post_page_move

from content.core import signals as core
from content.core.models import Work
from content.core.reference import ReferenceRow
from content.core.registry import is_work_content_type
from content.review.models import Notice, Publication
from search.completion import keeping
from search.documents import Scope
from search.engines.base import EngineUnavailable
from search.indexing import catch_up, changed, drain, followers
from search.indexing.naming import works_below, works_naming
from search.models import IndexState, Outbox

log = logging.getLogger("orrery.search")


def connect() -> None:
    core.published.connect(on_published, dispatch_uid="search.published")
    core.bulk_published.connect(on_bulk, dispatch_uid="search.bulk")
    core.command_finished.connect(on_command, dispatch_uid="search.command")
    core.withdrawn.connect(on_withdrawn, dispatch_uid="search.withdrawn")
    core.wording_approved.connect(on_wording, dispatch_uid="search.wording")
    post_save.connect(on_row, dispatch_uid="search.row")
    pre_delete.connect(on_row_deleted, dispatch_uid="search.row_deleted")
    post_save.connect(on_draft, sender=Revision, dispatch_uid="search.draft")
    post_delete.connect(on_delete, dispatch_uid="search.delete")
    post_save.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="search.opened")
    post_save.connect(on_publication, sender=Publication, dispatch_uid="search.publication")
    post_save.connect(on_notice, sender=Notice, dispatch_uid="search.notice")
    page_slug_changed.connect(on_address, dispatch_uid="search.address")
    post_page_move.connect(on_address, dispatch_uid="search.moved")


def on_published(sender: Any, work: Page, **_kw: Any) -> None:
    changed([work.pk])


def on_withdrawn(sender: Any, work_id: int, **_kw: Any) -> None:
    changed([work_id])


def on_bulk(sender: Any, **_kw: Any) -> None:
    IndexState.mark_stale(index.name for index in followers())


def on_command(sender: Any, **_kw: Any) -> None:
    """What a command published or withdrew is in the index when it returns, also while a server is writing."""
    try:
        if not Outbox.objects.exists():
            return
        if all(index.is_usable() for index in followers()):
            for index in followers():
                drain(index, wait=60.0)
        else:
            catch_up(wait=60.0)
    except DatabaseError:
        # Without its tables a site has nothing to index: what is wrong, the command says itself.
        return
    except (EngineUnavailable, OSError):
        log.exception("The index doesn't follow yet; the worker will see to it.")


def on_address(sender: Any, instance: Page, **_kw: Any) -> None:
    """A page has moved, and what is below it."""
    changed(works_below(instance))


def on_restriction(sender: Any, instance: PageViewRestriction, **_kw: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        changed(works_below(page), [Scope.PUBLIC])


def on_publication(sender: Any, instance: Publication, **_kw: Any) -> None:
    """Another seal is in force, or the same one without its clock."""
    changed([instance.work_id], [Scope.PUBLIC])


def on_notice(sender: Any, instance: Notice, **_kw: Any) -> None:
    """It stands on every language of the work."""
    changed(Page.objects.filter(translation_key=instance.translation_key).values_list("pk", flat=True), [Scope.PUBLIC])


def on_wording(sender: Any, row: Any, **_kw: Any) -> None:
    """A name that works are found by has changed."""
    keeping.follow_row(row)
    changed(works_naming(row))


def on_row(sender: Any, instance: Any, created: bool = False, raw: bool = False, **_kw: Any) -> None:
    """A person, subject, term… was saved: its place in the tree or its identifier may be another."""
    if isinstance(instance, ReferenceRow) and not created and not raw:
        changed(works_naming(instance))


def on_row_deleted(sender: Any, instance: Any, **_kw: Any) -> None:
    if isinstance(instance, ReferenceRow):
        changed(works_naming(instance))


def on_draft(sender: Any, instance: Revision, **_kw: Any) -> None:
    if is_work_content_type(instance.content_type_id):
        changed([int(instance.object_id)], [Scope.DRAFT])


def on_delete(sender: Any, instance: Any, **_kw: Any) -> None:
    if isinstance(instance, Work):
        changed([instance.pk])
    keeping.forget_row(instance)
