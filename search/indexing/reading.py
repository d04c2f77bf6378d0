"""The documents of an index, read from the database."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from content.core.models import Work
from content.core.publication import public, seals
from content.core.registry import work_types
from content.core.serving import verified
from search.documents import IndexDocument, Scope
from search.indexing.document import document_of

log = logging.getLogger("orrery.search")
BATCH = 200


def documents(scope: Scope, ids: Collection[int]) -> Iterator[IndexDocument]:
    """Of those of these works that belong into the index of `scope`, as the database has them now."""
    pages: Any = Page.objects.filter(pk__in=ids)
    if scope is Scope.PUBLIC:
        pages = public(pages)
    for page in pages.specific():
        if isinstance(page, Work) and (document := _composed(page, scope)):
            yield document


def all_documents(scope: Scope) -> Iterator[IndexDocument]:
    """Of all works; a batch at a time, so that no query stays open while an index is written."""
    last = 0
    while ids := list(_works().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield from documents(scope, ids)
        last = ids[-1]


def _works() -> Any:
    return Page.objects.filter(content_type__in=ContentType.objects.get_for_models(*work_types()).values())


def _composed(work: Work, scope: Scope) -> IndexDocument | None:
    """None for a work that can't be read: it must not keep all others out of the index."""
    try:
        shown = _sealed(work) if scope is Scope.PUBLIC else work.get_latest_revision_as_object()
        return document_of(shown) if shown else None
    except Exception:
        log.exception("Work %s can't be read: it isn't in the index.", work.pk)
        return None


def _sealed(work: Work) -> Work | None:
    """Exactly what was approved: snippets are cut from it."""
    seal = seals().in_force(work.pk)
    return verified(work, seal) if seal else None
