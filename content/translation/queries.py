"""Sources, translations, and which of them have moved on."""

from __future__ import annotations

from wagtail.models import Page


def source_of(work: Page) -> Page | None:
    """The work of the group that came first; None for the source itself."""
    first = Page.objects.filter(translation_key=work.translation_key).order_by("pk").first()
    return first if first and first.pk != work.pk else None
