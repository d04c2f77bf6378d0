"""What is new for readers of a language, as an Atom feed: works that became public, and what is said of them since."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page

from content.core.languages import active, language
from content.core.publication import public, restricted
from content.core.serving import fresh
from content.review.models import Notice, Publication
from content.review.public.remarks import remark_of

ENTRIES = 50
# XML 1.0 has no place for them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Entry:
    title: str
    words: str
    url: str
    name: str
    at: datetime
    first: datetime
    category: str


class News(Feed[Entry, None]):
    feed_type = Atom1Feed

    def title(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def subtitle(self) -> str:
        return _("New works, and corrections of works that you may have read.")

    def link(self) -> str:
        return _absolute(reverse("wagtail_serve", args=[""]))

    def feed_url(self) -> str:
        return _absolute(reverse("review_feed"))

    feed_guid = feed_url

    @property
    def language(self) -> str:  # type: ignore[override]  # the reader's, at each request
        return language(active()).tag

    def items(self) -> list[Entry]:
        entries = [*_works(active()), *_notices(active())]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)[:ENTRIES]

    def item_title(self, item: Entry) -> str:
        return CONTROL.sub(" ", item.title)

    def item_description(self, item: Entry) -> str:
        return escape(CONTROL.sub(" ", item.words))

    def item_link(self, item: Entry) -> str:
        return item.url

    def item_guid(self, item: Entry) -> str:
        return item.name

    def item_pubdate(self, item: Entry) -> datetime:
        return item.first

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at

    def item_categories(self, item: Entry) -> list[str]:
        return [item.category]


def _works(lang: str) -> list[Entry]:
    """Chapters come with their book."""
    rows = Publication.objects.in_force().filter(lang=lang, container_id__isnull=True)
    rows = rows.filter(work_id__in=public(Page.objects.all()).values("pk")).select_related("seal").defer("seal__content")
    return [
        Entry(
            title=row.title,
            words=row.summary if row.provisional_until is None else f"{_('Provisional')}: {row.summary}",
            url=_absolute(row.url),
            name=_absolute(f"/{lang}/record/{row.work_id}/"),
            at=row.published_at,
            first=row.published_at,
            category="provisional" if row.provisional_until else "work",
        )
        for row in rows.order_by("-published_at")[:ENTRIES]
    ]


def _notices(lang: str) -> list[Entry]:
    notices = Notice.objects.filter(lang=lang, state=Notice.State.PUBLIC, published_at__isnull=False)
    notices = notices.exclude(work_id__in=Page.objects.filter(restricted()).values("pk"))
    return [_of_notice(notice, lang) for notice in notices.order_by("-published_at")[:ENTRIES]]


def _of_notice(notice: Notice, lang: str) -> Entry:
    remark = remark_of(notice)
    said = [f"{label}: {words}" for label, words in remark.details]
    return Entry(
        title=f"{notice.get_notice_display()}: {notice.title}",
        words=" ".join([remark.text, *said]),
        url=_absolute(f"/{lang}/record/{notice.work_id}/#{remark.anchor}"),
        name=_absolute(f"/{lang}/record/{notice.work_id}/#{remark.anchor}"),
        at=notice.said_at,
        first=notice.said_at,
        category=notice.notice,
    )


def _absolute(path: str) -> str:
    return str(settings.ORRERY_BASE_URL).rstrip("/") + path


@require_safe
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    """Asked for again, it answers 304 by its ETag. Not by a date: what is taken back makes a feed older."""
    response: Any = News()(request)
    del response.headers["Last-Modified"]
    return fresh(response)
