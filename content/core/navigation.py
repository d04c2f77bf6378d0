"""The menu of a language: its sections."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from content.core.languages import active


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Title and path of each live section of the reader's language; in one query."""
    sections = Page.objects.filter(depth=3, live=True, locale__language_code=active(), content_type__model="section").order_by(
        "path"
    )
    return [_entry(title, slug, request) for title, slug in sections.order_by("path").values_list("title", "slug")]


def _entry(title: str, slug: str, request: HttpRequest) -> dict[str, Any]:
    url = reverse("wagtail_serve", args=[f"{slug}/"])
    return {"title": title, "url": url, "slug": slug, "current": request.path.startswith(url)}
