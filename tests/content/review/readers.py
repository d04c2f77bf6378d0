"""What a reader does: opens pages, without account or cookie."""

from __future__ import annotations

from typing import Any

from django.test import Client
from wagtail.models import Locale, Page

from content.core.tree import section_for
from tests.cast import Cast, fresh, published


def said(path: str) -> str:
    return Client().get(path).content.decode()


def page_of(work: Page) -> str:
    return said(work.url_path_public)


def translated(cast: Cast, source: Any, lang: str) -> Any:
    """A published translation with the words of its source: block ids are kept, as for every translation."""
    copy = source.copy_for_translation(Locale.objects.get(language_code=lang))
    assert copy.get_parent().specific == section_for(lang, "articles")
    return published(cast, fresh(copy))
