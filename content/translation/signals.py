"""When a translation becomes public, the version of the source that readers can compare it with is noted."""

from __future__ import annotations

from typing import Any

from content.core.models import Work
from content.core.publication import seal_of
from content.core.signals import published
from content.translation.models import TranslationLink
from content.translation.queries import source_of


def connect() -> None:
    published.connect(on_published, dispatch_uid="translation.published")


def on_published(sender: Any, work: Work, **_kw: Any) -> None:
    source = source_of(work.page_ptr) if hasattr(work, "page_ptr") else source_of(work)
    if source is None:
        _note_source(work)
        return
    seal = seal_of(source.pk)
    TranslationLink.objects.update_or_create(
        work_id=work.pk, defaults={"source_id": source.pk, "source_digest": seal.digest if seal else ""}
    )


def _note_source(work: Work) -> None:
    """Translations that were public before their source were made from the version that is public now."""
    seal = seal_of(work.pk)
    if seal:
        TranslationLink.objects.filter(source_id=work.pk, source_digest="").update(source_digest=seal.digest)
