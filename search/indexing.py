"""From the database to the index: at once where it can be, by the outbox in any case. Never in the way of publishing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from content.core.models import Work
from content.core.passages import passages_of
from content.core.publication import public
from content.core.registry import work_types
from search.documents import IndexDocument, PassageText
from search.engines.base import EngineUnavailable, IndexBusy
from search.engines.embedded import EmbeddedEngine
from search.models import IndexState, Outbox

log = logging.getLogger("orrery.search")
# What indexes beside the public text, where a type has it: names of contributors, subjects, identifiers.
BATCH = 200


@cache
def engine() -> EmbeddedEngine:
    return EmbeddedEngine(settings.ORRERY_INDEX_DIR)


def document_of(work: Work, scope: str = "public") -> IndexDocument:
    """The index document of a work's content as it stands in `work`."""
    return IndexDocument(
        id=work.pk,
        lang=work.locale.language_code,
        kind=work.kind(),
        title=work.title,
        summary=work.summary,
        passages=[PassageText(passage.address, passage.text) for passage in passages_of(work) if passage.field != "title"],
        terms=_terms(work),
        url=work.url_path_public,
        group=str(work.translation_key),
        scope=scope,
    )


def _terms(work: Work) -> list[str]:
    terms = [work.keywords] if work.keywords else []
    if hasattr(work, "contributors"):
        terms += [entry["name"] for entry in work.contributors()]
    if hasattr(work, "subjects"):
        terms += [str(subject) for subject in work.subjects()]
    return terms


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
    """Bring the index up to date with the outbox; returns how many works it followed. Raises `EngineUnavailable`."""
    if not engine().is_usable():
        rebuild()
        return 0
    followed = 0
    while True:
        rows = list(Outbox.objects.order_by("pk").values_list("pk", "work_id")[:BATCH])
        if not rows:
            return followed
        ids = {work_id for _pk, work_id in rows}
        engine().update(_both(ids), [f"{scope}:{pk}" for pk in ids for scope in ("public", "draft")], wait=wait)
        Outbox.objects.filter(pk__in=[pk for pk, _work_id in rows]).delete()
        followed += len(ids)


def _both(ids: set[int]) -> Iterator[IndexDocument]:
    yield from _documents(public(Page.objects.filter(pk__in=ids)))
    for page in Page.objects.filter(pk__in=ids).specific():
        if isinstance(page, Work):
            yield document_of(page.get_latest_revision_as_object(), "draft")


def _documents(pages: Iterable[Page]) -> Iterator[IndexDocument]:
    for page in pages.specific():  # type: ignore[attr-defined]  # a page queryset
        yield document_of(page)


def rebuild() -> int:
    """A new index from the database, swapped in when it is complete; returns the number of public works in it."""
    last = Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    count = engine().rebuild(_everything())
    # What changed while it was built stays in the outbox; what came before is in the new index.
    Outbox.objects.filter(pk__lte=last).delete()
    IndexState.mark(stale=False)
    return count


def _everything() -> Iterator[IndexDocument]:
    for model in work_types():
        for work in public(model.objects.select_related("locale")).iterator(chunk_size=BATCH):
            yield document_of(work)
        for work in model.objects.select_related("locale").iterator(chunk_size=BATCH):
            yield document_of(work.get_latest_revision_as_object(), "draft")


def catch_up(wait: float = 10.0) -> None:
    """What commands do before they answer: the index is there, whole, and follows all that was published."""
    try:
        if IndexState.is_stale() or not engine().is_usable():
            rebuild()
        drain(wait)
    except IndexBusy:
        log.warning("Another process is writing the index; it will follow.")
    except (EngineUnavailable, OSError):
        log.exception("The index can't be brought up to date.")
