"""RSS of a query: what answers it, the newest first, for who wants to hear of new works."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from content.core.languages import active, language
from content.core.presentation import Card
from content.core.serving import fresh
from search.documents import Sort
from search.finding import Asked, results_of

ENTRIES = 50
# XML 1.0 has no place for them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Answers(Feed[Card, Asked]):
    """The same parameters as the page of results; always sorted by date."""

    feed_type = Rss201rev2Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return fresh(super().__call__(request, *args, **kwargs))

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Asked:
        return replace(Asked.of(request.GET, active()), sort=Sort.NEWEST, page=1, size=ENTRIES)

    @property
    def language(self) -> str:  # type: ignore[override]  # the reader's, at each request
        return language(active()).tag

    def title(self, asked: Asked) -> str:
        return _plain(f"{asked.text} · {settings.WAGTAIL_SITE_NAME}" if asked.text else str(settings.WAGTAIL_SITE_NAME))

    def description(self, asked: Asked) -> str:
        return _("What answers this search, the newest first.")

    def link(self, asked: Asked) -> str:
        return reverse("search:results") + asked.address()

    def feed_url(self, asked: Asked) -> str:
        return reverse("search:feed") + asked.address()

    def items(self, asked: Asked) -> list[Card]:
        return results_of(asked).cards

    def item_title(self, item: Card) -> str:
        return _plain(item.title)

    def item_description(self, item: Card) -> str:
        return escape(_plain(item.summary))

    def item_link(self, item: Card) -> str:
        return item.url

    def item_guid(self, item: Card) -> str:
        return f"urn:orrery:work:{item.id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Card) -> datetime | None:
        return item.approved_on


def _plain(text: str) -> str:
    return CONTROL.sub("", text)
