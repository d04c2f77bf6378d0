"""The Atom feed of a language: what is new, and what was corrected, retracted or taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction

from content.review.models import Publication
from tests.cast import Cast, approved, article, fiction, published, withdrawn
from tests.content.review.readers import noticed, page_of, translated

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(lang: str = "en") -> etree._Element:
    response = Client().get(f"/{lang}/feed/")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def titles(lang: str = "en") -> list[str]:
    return [str(title) for title in feed(lang).xpath("a:entry/a:title/text()", namespaces=ATOM)]


def test_a_work_that_became_public_is_in_the_feed_of_its_language(cast: Cast) -> None:
    work = published(cast, article(cast))
    translated(cast, work, "fr")
    approved(cast, article(cast, "A secret that waits"))

    assert titles() == ["How stars shine"]
    assert titles("fr") == ["How stars shine"]
    assert titles("ar") == []


def test_the_feed_is_whole_and_names_its_language(cast: Cast) -> None:
    work = published(cast, article(cast))

    found = feed("zh-hans")
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    entry = feed().find("a:entry", ATOM)
    assert entry is not None
    for name in ("id", "title", "updated", "published", "summary", "link"):
        assert entry.find(f"a:{name}", ATOM) is not None, name
    assert entry.find("a:link", ATOM).get("href").endswith(work.url_path_public)


def test_notices_are_entries_of_their_own(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, was="Forty & more <b>years</b>.")
    noticed(cast, work, "retraction")

    found = feed()
    assert titles() == ["retraction: How stars shine", "correction: How stars shine", "How stars shine"]
    categories = found.xpath("a:entry/a:category/@term", namespaces=ATOM)
    assert categories == ["retraction", "correction", "work"]
    ids = found.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == 3
    assert "<b>" not in found.xpath("string(a:entry[2]/a:summary)", namespaces=ATOM)


def test_what_isnt_public_any_more_leaves_the_feed_but_its_notices_stay(cast: Cast) -> None:
    work, over, hidden = (published(cast, article(cast, title)) for title in ("Withdrawn", "Over", "Hidden"))
    noticed(cast, work, "retraction")
    noticed(cast, hidden)
    withdrawn(cast, work)
    Publication.objects.filter(work_id=over.pk).update(provisional_until=timezone.now() - timedelta(seconds=1))
    PageViewRestriction.objects.create(page=hidden.page_ptr, restriction_type=PageViewRestriction.LOGIN)

    assert titles() == ["retraction: Withdrawn"]


def test_chapters_come_with_their_book(cast: Cast) -> None:
    published(cast, fiction(cast))

    assert titles() == ["The silent sea"]


def test_characters_that_xml_has_no_place_for_break_no_feed(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, was="A bell \x07 rang.")

    assert len(titles()) == 2


def test_an_unchanged_feed_isnt_sent_again_and_a_changed_one_is(cast: Cast) -> None:
    work = published(cast, article(cast))
    first = Client().get("/en/feed/")
    again = Client().get("/en/feed/", HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert again.status_code == 304
    assert "Last-Modified" not in first.headers
    assert "no-cache" in first.headers["Cache-Control"]

    withdrawn(cast, work)

    assert Client().get("/en/feed/", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200


def test_pages_lead_to_the_feed(cast: Cast) -> None:
    shown = page_of(published(cast, article(cast)))

    assert '<link rel="alternate" type="application/atom+xml"' in shown
    assert shown.count('href="/en/feed/"') == 2


def test_a_feed_takes_few_queries_whatever_its_length(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            feed()
        return len(captured)

    published(cast, article(cast))
    queries()
    few = queries()
    for number in range(4):
        noticed(cast, published(cast, article(cast, f"Star {number}")))

    assert queries() == few
    assert few <= 6
