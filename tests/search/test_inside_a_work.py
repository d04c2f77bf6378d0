"""A search inside one novel or one exhibition, and what the page of results says of synonyms and of nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from content.core.tree import section_for
from content.exhibits.models import Exhibit, Exhibition
from content.fiction.models import Chapter, Fiction
from search.indexing import catch_up
from search.synonyms.models import SynonymGroup
from tests.cast import Cast, article, fresh, published, stream

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]


def page(lang: str = "en", **params: Any) -> str:
    return Client().get(f"/{lang}/search/", params).content.decode()


def novel(cast: Cast) -> Fiction:
    section = section_for("en", "fiction")
    work = Fiction(title="The silent sea", summary="A story.", locale=section.locale, owner=cast.editor)
    section.add_child(instance=work)
    for title, text in (("Ebb", "The comet rose over the harbour."), ("Flow", "Nobody spoke.")):
        chapter = Chapter(title=title, body=stream(("text", f"<p>{text}</p>")), locale=section.locale, owner=cast.editor)
        work.add_child(instance=chapter)
        chapter.save_revision(user=cast.editor, log_action=True)
    work.save_revision(user=cast.editor, log_action=True)
    return published(cast, fresh(work))


def test_inside_a_novel_only_its_chapters_are_found_and_lead_to_the_passage(cast: Cast) -> None:
    book = novel(cast)
    published(cast, article(cast, "Comets for all", text="A comet is a dirty snowball."))
    catch_up()

    inside, everywhere = page(q="comet", within=book.pk), page(q="comet")

    assert "Ebb" in inside
    assert "#p-" in inside or 'href="/en/fiction/the-silent-sea/ebb/#' in inside
    assert "Comets for all" not in inside
    assert "The silent sea" in inside
    assert "Comets for all" in everywhere


def test_inside_an_exhibition_only_its_exhibits_are_found(cast: Cast) -> None:
    section = section_for("en", "exhibits")
    exhibits = []
    for title in ("A brass telescope", "Another telescope"):
        work = Exhibit(title=title, summary="S.", body=stream(("text", "<p>Old.</p>")), locale=section.locale, owner=cast.editor)
        section.add_child(instance=work)
        work.save_revision(user=cast.editor, log_action=True)
        exhibits.append(published(cast, fresh(work)))
    rooms = stream(("room", {"title": "One", "narrative": "", "exhibits": [exhibits[0].pk]}))
    show = Exhibition(title="Looking up", summary="S.", rooms=rooms, locale=section.locale, owner=cast.editor)
    section.add_child(instance=show)
    show.save_revision(user=cast.editor, log_action=True)
    show = published(cast, fresh(show))
    catch_up()

    inside = page(q="telescope", within=show.pk)

    assert "A brass telescope" in inside
    assert "Another telescope" not in inside


def test_works_with_something_inside_offer_the_search(cast: Cast) -> None:
    book = novel(cast)
    chapter = book.get_children().first().specific

    for address in (book.url_path_public, chapter.url_path_public):
        assert f'name="within" value="{book.pk}"' in Client().get(address).content.decode()


@pytest.mark.parametrize("within", ["0", "x", "99999999999999", "9" * 30, "-1", ""])
def test_inside_what_is_no_public_work_all_is_searched(within: str, cast: Cast) -> None:
    published(cast, article(cast, "Comets for all"))
    catch_up()

    assert "Comets for all" in page(q="comets", within=within)


def test_a_result_found_by_a_synonym_is_marked_and_says_so(cast: Cast) -> None:
    published(cast, article(cast, "The heart", text="After a myocardial infarction one rests."))
    SynonymGroup.objects.create(lang="en", words="heart attack\nmyocardial infarction")
    catch_up()

    shown = page(q="heart attack")

    assert "synonym: heart attack = myocardial infarction" in shown
    assert "<mark>myocardial" in shown


def test_a_query_that_finds_nothing_is_helped_on(cast: Cast) -> None:
    published(cast, article(cast, "A large telescope", text="The telescope is large."))
    catch_up()

    shown = page(q="zzzzqqq")

    assert 'action="/en/search/ask/"' in shown
    assert 'href="/en/search/question/?q=zzzzqqq"' in shown
