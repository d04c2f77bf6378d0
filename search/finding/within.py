"""A search inside one work: a novel's chapters, an exhibition's exhibits."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from content.core.models import Work
from content.core.presentation import Card, cards
from content.core.publication import public


@dataclass(frozen=True)
class Whole:
    """`groups`: of the work, and of what is read inside it."""

    card: Card
    groups: tuple[str, ...]


def whole(work_id: str) -> Whole | None:
    """The public work of this id; None for another: then all works are searched."""
    page = public(Page.objects.filter(pk=work_id)).first()
    work = page.specific if page else None
    if not isinstance(work, Work):
        return None
    shown = cards([work.pk])
    inside = work.inside().values_list("translation_key", flat=True)
    return Whole(shown[0], (str(work.translation_key), *(str(key) for key in inside)))
