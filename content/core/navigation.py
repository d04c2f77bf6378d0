"""The menu of a language: its sections. Furniture: kept for a while, and made anew when a section is published."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from content.core.languages import active

KEPT = 60  # seconds, for the processes whose cache nobody clears
VERSION = "orrery.menu"


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Title, slug and path of each live section of the reader's language."""
    lang = active()
    rows = cache.get(f"{VERSION}.{lang}")
    if rows is None:
        sections = Page.objects.filter(depth=3, live=True, locale__language_code=lang, content_type__model="section")
        rows = list(sections.order_by("path").values_list("title", "slug"))
        cache.set(f"{VERSION}.{lang}", rows, KEPT)
    return [_entry(title, slug, request) for title, slug in rows]


def _entry(title: str, slug: str, request: HttpRequest) -> dict[str, Any]:
    url = reverse("wagtail_serve", args=[f"{slug}/"])
    return {"title": title, "url": url, "slug": slug, "current": request.path.startswith(url)}


def forget(sender: Any, instance: Page, **_kw: Any) -> None:
    if instance.depth == 3:
        cache.delete(f"{VERSION}.{instance.locale.language_code}")


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(forget, dispatch_uid="core.menu")
