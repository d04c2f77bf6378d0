"""What every public page knows: the reader's language, the languages there are, the sections to go to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from content.core.languages import active, language, languages
from content.core.navigation import menu_of


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "reader_language": SimpleLazyObject(lambda: language(active())),
        "languages": SimpleLazyObject(languages),
        "menu": SimpleLazyObject(lambda: menu_of(request)),
    }
