"""What is like a work: across types and languages, public now, and nothing where the engine is down."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.core.tree import section_for
from content.exhibits.models import Exhibit
from search.documents import IndexDocument, PassageText
from search.engines.base import EngineUnavailable
from search.indexing import catch_up, engine
from search.related import more_like
from tests.cast import Cast, article, fiction, fresh, published, stream, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]
TEXT = "A telescope with a mirror gathers starlight from distant galaxies."


def exhibit(cast: Cast, title: str, text: str) -> Exhibit:
    section = section_for("en", "exhibits")
    work = Exhibit(title=title, summary="S.", body=stream(("text", f"<p>{text}</p>")), locale=section.locale, owner=cast.editor)
    section.add_child(instance=work)
    work.save_revision(user=cast.editor, log_action=True)
    return fresh(work)


def alike(work: Any, lang: str = "en") -> list[str]:
    return [card.title for card in more_like(work, "digest", lang)]


@pytest.fixture
def site(cast: Cast) -> Any:
    """A work, several articles like it, one exhibit like it, and works about other things."""
    work = published(cast, article(cast, "Mirrors for starlight", text=TEXT))
    for number in range(6):
        published(cast, article(cast, f"Galaxies {number}", text=f"{TEXT} Number {number}."))
    published(cast, exhibit(cast, "An old telescope", "This telescope has a mirror for starlight."))
    published(cast, article(cast, "Soup", text="Boil the cabbage with salt for hours."))
    catch_up()
    # Words tell a text only where most other texts lack them.
    engine().update(
        IndexDocument(10**6 + number, "en", "article", f"Soup {number}", passages=[PassageText("body", "Salt the cabbage.")])
        for number in range(100)
    )
    return work


def test_at_most_six_are_shown_and_another_type_is_among_them(site: Any) -> None:
    found = alike(site)

    assert len(found) == 6
    assert "An old telescope" in found
    assert "Mirrors for starlight" not in found
    assert not any(title.startswith("Soup") for title in found)


def test_a_withdrawn_work_is_not_shown_though_it_was_kept(site: Any, cast: Cast) -> None:
    kept = [card for card in more_like(site, "digest", "en") if card.kind == "article"]
    gone = type(site).objects.get(pk=kept[0].id)

    withdrawn(cast, gone)

    assert gone.title not in alike(site)


def test_a_chapter_is_not_like_the_other_chapters_of_its_book(cast: Cast) -> None:
    book = published(cast, fiction(cast, chapters=3))
    catch_up()

    assert alike(book.get_children().first().specific) == []
    assert alike(book) == []


def test_a_page_shows_them_and_pays_two_queries_once_they_are_known(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    assert "More like this" in client.get(site.url_path_public).content.decode()
    with CaptureQueriesContext(connection) as with_them:
        client.get(site.url_path_public)
    monkeypatch.setattr("search.templatetags.orrery_search.more_like", lambda *_args: [])
    with CaptureQueriesContext(connection) as without:
        client.get(site.url_path_public)

    assert len(with_them) <= len(without) + 2
    assert len(with_them) <= 14


def test_with_the_engine_down_a_page_shows_nothing_and_does_not_ask_it_again_at_once(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def down(*_args: Any) -> Any:
        asked.append(1)
        raise EngineUnavailable("down")

    monkeypatch.setattr("search.related.engine", lambda: type("Down", (), {"similar": down}))

    assert alike(site) == []
    assert alike(site) == []
    assert len(asked) == 1
