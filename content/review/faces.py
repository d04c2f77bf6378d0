"""The face of a work: what lists and links show of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from content.core.serving import path_of
from content.review.models import Publication

if TYPE_CHECKING:
    from content.core.models import Work


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
