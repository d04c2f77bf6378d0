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
from content.core.rows import read_rows
from content.core.serving import verified
from search.documents import IndexDocument, Scope
from search.documents_of_works import documents_of, drafts_of

log = logging.getLogger("orrery.search")
BATCH = 200


def documents(scope: Scope, ids: Collection[int]) -> Iterator[IndexDocument]:
    """Of those of these works that belong into the index of `scope`, as the database has them now."""
    pages: Any = Page.objects.filter(pk__in=ids)
    if scope is Scope.PUBLIC:
        pages = public(pages)
    works = [page for page in pages.specific() if isinstance(page, Work)]
    try:
        yield from _composed(works, scope)
    except Exception:
        log.exception("These works can't be read together: each is read by itself.")
        yield from _one_by_one(works, scope)


def all_documents(scope: Scope) -> Iterator[IndexDocument]:
    """Of all works; a batch at a time, so that no query stays open while an index is written."""
    last = 0
    while ids := list(_works().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield from documents(scope, ids)
        last = ids[-1]


def wanted(scope: Scope, works: Collection[int] | None = None) -> Iterator[IndexDocument]:
    """Of these works, or of all."""
    return all_documents(scope) if works is None else documents(scope, works)


def _works() -> Any:
    return Page.objects.filter(content_type__in=ContentType.objects.get_for_models(*work_types()).values())


def _composed(works: list[Work], scope: Scope) -> list[IndexDocument]:
    if scope is Scope.DRAFT:
        return documents_of(drafts_of(works))
    read_rows(works)
    return documents_of(_sealed(works))


def _one_by_one(works: list[Work], scope: Scope) -> Iterator[IndexDocument]:
    """Without those that can't be read: they must not keep all others out of the index."""
    for work in works:
        try:
            yield from _composed([work], scope)
        except Exception:
            log.exception("Work %s can't be read: it isn't in the index.", work.pk)


def _sealed(works: list[Work]) -> list[Work]:
    """Exactly what was approved of these works: snippets are cut from it."""
    found = seals().in_force([work.pk for work in works])
    shown = (verified(work, found[work.pk]) for work in works if work.pk in found)
    return [work for work in shown if work is not None]
