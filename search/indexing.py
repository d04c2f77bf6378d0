"""From the database to the index: at once where it can be, by the outbox in any case. Never in the way of publishing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from content.core.models import Work
from content.core.passages import passages_of
from content.core.publication import public
from content.core.registry import work_types
from search.completion import keeping
from search.documents import IndexDocument, PassageText, Scope
from search.engines.base import Engine, EngineUnavailable, IndexBusy
from search.engines.embedded import EmbeddedEngine
from search.models import IndexState, Outbox

log = logging.getLogger("orrery.search")
BATCH = 200


def engine(scope: Scope = Scope.PUBLIC) -> Engine:
    """The index of what is public, or of drafts: two indices, so that nothing else is ever in the public one."""
    return _embedded(settings.ORRERY_INDEX_DIR / scope)


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


def document_of(work: Work) -> IndexDocument:
    """The index document of a work's content as it stands in `work`."""
    return IndexDocument(
        id=work.pk,
        lang=work.locale.language_code,
        kind=work.kind(),
        title=work.title,
        summary=work.summary,
        passages=[PassageText(passage.address, passage.text) for passage in passages_of(work) if passage.field != "title"],
        fields=_fields(work),
        published=work.first_published_at,
        group=str(work.translation_key),
    )


def _fields(work: Work) -> dict[str, list[str]]:
    fields = {"term": [work.keywords] if work.keywords else []}
    if hasattr(work, "contributors"):
        fields["contributor"] = [entry["name"] for entry in work.contributors()]
    if hasattr(work, "subjects"):
        fields["subject"] = [str(subject) for subject in work.subjects()]
    return fields


def changed(work_id: int) -> None:
    """Note that the index must follow a work; it does as soon as the transaction is committed."""
    Outbox.objects.create(work_id=work_id)
    transaction.on_commit(_deliver)


def _deliver() -> None:
    try:
        drain(wait=1.0)
    except EngineUnavailable as error:
        from search.tasks import drain_outbox  # noqa: PLC0415  (tasks import this module)

        log.info("The index is busy or broken (%s): the worker follows.", error)
        try:
            drain_outbox.enqueue()
        except Exception:
            log.exception("The worker can't be told; the scheduler drains the outbox within a minute.")


def drain(wait: float = 10.0) -> int:
    """Bring the indices up to date with the outbox; returns how many works they followed. Raises `EngineUnavailable`."""
    if not _are_usable():
        rebuild()
        return 0
    followed = 0
    while True:
        rows = list(Outbox.objects.order_by("pk").values_list("pk", "work_id")[:BATCH])
        if not rows:
            return followed
        ids = {work_id for _pk, work_id in rows}
        keeping.follow_works(ids)
        engine(Scope.PUBLIC).update(_public(ids), ids, wait=wait)
        engine(Scope.DRAFT).update(_drafts(ids), ids, wait=wait)
        Outbox.objects.filter(pk__in=[pk for pk, _work_id in rows]).delete()
        followed += len(ids)


def _are_usable() -> bool:
    return all(engine(scope).is_usable() for scope in Scope)


def _public(ids: set[int]) -> Iterator[IndexDocument]:
    pages: Any = public(Page.objects.filter(pk__in=ids))
    for page in pages.specific():
        yield document_of(page)


def _drafts(ids: set[int]) -> Iterator[IndexDocument]:
    for page in Page.objects.filter(pk__in=ids).specific():
        if isinstance(page, Work):
            yield document_of(page.get_latest_revision_as_object())


def rebuild() -> int:
    """New indices from the database, each swapped in when it is complete; returns the number of public works."""
    last = Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    count = engine(Scope.PUBLIC).rebuild(_all_public())
    engine(Scope.DRAFT).rebuild(_all_drafts())
    keeping.rebuild()
    # What changed while they were built stays in the outbox; what came before is in the new indices.
    Outbox.objects.filter(pk__lte=last).delete()
    IndexState.mark(stale=False)
    return count


def _all_public() -> Iterator[IndexDocument]:
    for model in work_types():
        for work in public(model.objects.select_related("locale")).iterator(chunk_size=BATCH):
            yield document_of(work)


def _all_drafts() -> Iterator[IndexDocument]:
    for model in work_types():
        for work in model.objects.select_related("locale").iterator(chunk_size=BATCH):
            yield document_of(work.get_latest_revision_as_object())


def catch_up(wait: float = 10.0) -> None:
    """What commands do before they answer: the index is there, whole, and follows all that was published."""
    try:
        if IndexState.is_stale() or not _are_usable():
            rebuild()
        drain(wait)
    except IndexBusy:
        log.warning("Another process is writing the index; it will follow.")
    except (EngineUnavailable, OSError):
        log.exception("The index can't be brought up to date.")
