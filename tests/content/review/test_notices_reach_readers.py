"""Notices beyond the page they are about: on its translations, at the address of what is gone, in search."""

from __future__ import annotations

import pytest
from django.test import Client

from content.core.refusal import Refused
from content.review.actions.publish import Publish
from search.indexing import catch_up
from tests.cast import Cast, article, edit, fiction, fresh, published, withdrawn
from tests.content.core.test_pages_stay_cheap import queries_of
from tests.content.review.readers import block_of, corrected, noticed, page_of, said, translated

pytestmark = pytest.mark.django_db


# Its translations


def test_a_translation_says_that_its_source_was_corrected_and_marks_the_passage(cast: Cast) -> None:
    source = published(cast, article(cast))
    work = translated(cast, source, "ja")
    notice = noticed(cast, source, passages=[f"body/{block_of(source)}"])

    shown = page_of(work)

    assert "The source of this translation was corrected on" in shown
    assert "Four billion years." in shown
    assert shown.count("passage--marked") == 1
    assert f'href="#notice-{notice.pk}"' in shown


def test_a_translation_reviewed_after_the_correction_isnt_marked_any_more(cast: Cast) -> None:
    source = published(cast, article(cast))
    work = translated(cast, source, "ja")
    noticed(cast, source)
    work = published(cast, edit(work, cast.editor, summary="Corrected too."))

    assert "The source of this translation was corrected on" not in page_of(work)


def test_a_warning_about_the_source_stays_on_its_translations(cast: Cast) -> None:
    source = published(cast, article(cast))
    work = translated(cast, source, "ja")
    noticed(cast, source, "retraction", was="The data were invented.")
    work = published(cast, edit(work, cast.editor, summary="Another summary."))
    withdrawn(cast, source)

    assert "The source of this translation was retracted on" in page_of(work)
    assert "The data were invented." in page_of(work)


def test_a_correction_of_one_translation_says_nothing_of_the_others(cast: Cast) -> None:
    source = published(cast, article(cast))
    one, two = translated(cast, source, "ja"), translated(cast, source, "ko")
    noticed(cast, one)

    assert "Forty billion years." in page_of(one)
    assert "Forty billion years." not in page_of(two)
    assert "Forty billion years." not in page_of(source)


# Where it was


@pytest.mark.parametrize("notice", ["retraction", "removal"])
def test_the_page_of_a_work_that_is_gone_says_why(cast: Cast, notice: str) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, notice, was="The photographs aren't ours.")
    if notice == "retraction":
        withdrawn(cast, work)

    response = Client().get(work.url_path_public)

    assert response.status_code == 410
    assert "The photographs aren&#x27;t ours." in response.content.decode()
    assert f"/en/record/{work.pk}/" in response.content.decode()
    assert "hot gas" not in response.content.decode()


def test_what_was_removed_for_rights_is_not_published_again(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, "removal", was="The photographs aren't ours.")

    with pytest.raises(Refused, match="removed for rights"):
        Publish(work=fresh(work), by=cast.editor).execute()


def test_the_address_of_a_deleted_work_says_why_too(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, "removal", was="The photographs aren't ours.")
    fresh(work).delete()

    response = Client().get(work.url_path_public)

    assert response.status_code == 410
    assert "The photographs" in response.content.decode()


def test_an_address_in_any_script_is_remembered(cast: Cast) -> None:
    work = published(cast, article(cast, title="恒星的演化", lang="zh-hans", slug="恒星的演化"))
    address = work.url_path_public
    fresh(work).delete()

    assert Client().get(address).status_code == 410
    assert Client().get("/zh-hans/articles/恒星/").status_code == 404


def test_a_correction_isnt_the_reason_of_a_withdrawal(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work)
    withdrawn(cast, work)

    assert "Forty billion years." not in said(work.url_path_public)


def test_a_book_removed_for_rights_takes_its_chapters_with_it(cast: Cast) -> None:
    book = published(cast, fiction(cast))
    chapter = book.parts()[0]
    noticed(cast, book, "removal", was="It isn't ours.")

    assert Client().get(chapter.url_path_public).status_code in {404, 410}


# What else knows it


def test_search_marks_a_retracted_work_and_loses_a_removed_one(cast: Cast) -> None:
    retracted, removed = published(cast, article(cast, "Star one")), published(cast, article(cast, "Star two"))
    catch_up()
    noticed(cast, retracted, "retraction")
    noticed(cast, removed, "removal")
    catch_up()

    shown = said("/en/search/?q=star")

    assert "Star one" in shown
    assert "Retracted on" in shown
    assert "Star two" not in shown


def test_search_finds_the_corrected_text_and_not_what_was_wrong(cast: Cast) -> None:
    work = published(cast, article(cast, text="Forty billion years."))
    catch_up()
    work = corrected(cast, work)
    noticed(cast, work)
    catch_up()

    assert work.title in said("/en/search/?q=four billion")
    assert work.title not in said("/en/search/?q=forty")


def test_a_page_with_notices_takes_few_queries_whatever_their_number(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, passages=[f"body/{block_of(work)}"])
    one = queries_of(work.url_path_public)
    for _number in range(4):
        noticed(cast, work)

    assert queries_of(work.url_path_public) == one
    assert one <= 14
