"""Corrections, retractions and removals: where readers meet them, and who may say them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from content.core.refusal import Refused
from content.people.models import User
from content.review.actions.notice import ApproveNotice, DismissNotice, ProposeNotice
from content.review.models import Notice, Seal
from search.indexing import catch_up
from tests.cast import Cast, article, edit, fiction, fresh, published, withdrawn
from tests.content.core.test_pages_stay_cheap import queries_of
from tests.content.review.readers import page_of, said, translated

pytestmark = pytest.mark.django_db

MENDING = ["correction", "clarification", "update"]
WARNING = ["retraction", "expression_of_concern", "removal"]


def noticed(cast: Cast, work: Any, notice: str = "correction", **said: Any) -> Notice:
    """A public notice: what mends, approved by a colleague."""
    words = {"was": "Forty billion years.", "now": "Four billion years.", **said}
    made = ProposeNotice(work=fresh(work), by=cast.editor, notice=notice, **words).execute()
    return ApproveNotice(notice=made, by=cast.colleague).execute() if notice in MENDING else made


def block_of(work: Any) -> str:
    return str(work.body[1].id)


def corrected(cast: Cast, work: Any, text: str = "Four billion years.") -> Any:
    """The work with its second block rewritten, reviewed again and published."""
    body = list(work.body.get_prep_value())
    body[1] = {**body[1], "value": f"<p>{text}</p>"}
    return published(cast, edit(work, cast.editor, body=json.dumps(body)))


# Who may say it


@pytest.mark.parametrize("notice", MENDING)
def test_what_teaches_readers_something_new_waits_for_an_expert(cast: Cast, notice: str) -> None:
    work = published(cast, article(cast))
    made = ProposeNotice(work=work, by=cast.editor, notice=notice, was="Forty.", now="A new word").execute()
    assert "A new word" not in page_of(work)

    ApproveNotice(notice=made, by=cast.colleague).execute()

    assert "A new word" in page_of(work)


@pytest.mark.parametrize("notice", ["retraction", "expression_of_concern"])
def test_what_warns_readers_waits_for_nobody(cast: Cast, notice: str) -> None:
    work = published(cast, article(cast))

    noticed(cast, work, notice, was="The data were invented.")

    assert "The data were invented." in page_of(work)


@pytest.mark.parametrize("who", ["editor", "author", "translator", "intruder"])
def test_nobody_but_an_uninvolved_expert_approves_a_notice(cast: Cast, who: str) -> None:
    work = published(cast, article(cast))
    made = ProposeNotice(work=work, by=cast.editor, notice="correction", was="Forty.", now="Four.").execute()
    user: User = getattr(cast, who)

    with pytest.raises(Refused):
        ApproveNotice(notice=made, by=user).execute()

    assert Notice.objects.get().state == "proposed"


def test_who_wrote_the_correction_into_the_text_doesnt_approve_its_notice(cast: Cast) -> None:
    work = published(cast, article(cast))
    edit(work, cast.scientist, summary="Four billion years.")
    made = ProposeNotice(work=fresh(work), by=cast.editor, notice="correction", was="Forty.", now="Four.").execute()

    with pytest.raises(Refused, match="wrote"):
        ApproveNotice(notice=made, by=cast.scientist).execute()


def test_a_dismissed_notice_is_never_public(cast: Cast) -> None:
    work = published(cast, article(cast))
    made = ProposeNotice(work=work, by=cast.editor, notice="correction", was="Forty.", now="Four.").execute()
    DismissNotice(notice=made, by=cast.editor).execute()

    with pytest.raises(Refused, match="decided already"):
        ApproveNotice(notice=made, by=cast.colleague).execute()
    assert "Forty." not in page_of(work)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"notice": "erratum"}, "no notice"),
        ({"was": " "}, "what was wrong"),
        ({"now": ""}, "what is right"),
    ],
)
def test_a_notice_that_says_too_little_is_refused(cast: Cast, said: dict[str, str], why: str) -> None:
    work = published(cast, article(cast))

    with pytest.raises(Refused, match=why):
        ProposeNotice(work=work, by=cast.editor, **{"notice": "correction", "was": "Forty.", "now": "Four.", **said}).execute()


def test_a_draft_has_nothing_to_correct(cast: Cast) -> None:
    with pytest.raises(Refused, match="never public"):
        ProposeNotice(work=article(cast), by=cast.editor, notice="correction", was="Forty.", now="Four.").execute()


# On the page


def test_the_page_says_what_was_wrong_what_is_right_and_who_reported_it(cast: Cast) -> None:
    work = published(cast, article(cast))
    notice = noticed(cast, work, reported_by="Ada R.")

    shown = page_of(work)

    for words in ("Corrected on", "Forty billion years.", "Four billion years.", "Ada R.", f'id="notice-{notice.pk}"'):
        assert words in shown
    assert "badge--corrected" in shown


def test_the_passage_concerned_is_marked_and_leads_to_the_notice_and_back(cast: Cast) -> None:
    work = published(cast, article(cast))
    block = block_of(work)
    notice = noticed(cast, work, passages=[f"body/{block}"])

    shown = page_of(work)

    assert shown.count("passage--marked") == 1
    assert f'href="#notice-{notice.pk}"' in shown
    assert f'href="#{block}"' in shown


def test_the_passages_that_were_mended_are_found_by_themselves(cast: Cast) -> None:
    work = published(cast, article(cast, text="Forty billion years."))
    work = corrected(cast, work)

    notice = noticed(cast, work)

    assert [address.split("/")[:2] for address in notice.passages] == [["body", block_of(work)]]
    assert page_of(work).count("passage--marked") == 1
    assert (notice.seal_before, notice.seal_after) == tuple(
        Seal.objects.filter(work_id=work.pk).order_by("pk").values_list("reference", flat=True)
    )


def test_the_version_that_was_wrong_stays_readable_and_says_what_was_wrong_in_it(cast: Cast) -> None:
    work = corrected(cast, published(cast, article(cast, text="Forty billion years.")))
    notice = noticed(cast, work, was="It said forty.")

    shown = said(f"/en/version/{notice.seal_before}/")

    assert "Forty billion years." in shown
    assert "It said forty." in shown
    assert "passage--marked" in shown


def test_a_passage_that_isnt_there_any_more_marks_nothing(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, passages=["body/gone", "title", "", "body"])

    assert "passage--marked" not in page_of(work)
    assert "Forty billion years." in page_of(work)


def test_what_warns_comes_before_what_mends_and_a_retracted_work_isnt_called_reviewed(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, "retraction", was="The data were invented.")
    noticed(cast, work)

    shown = page_of(work)

    assert shown.index("The data were invented.") < shown.index("Forty billion years.")
    assert "Reviewed by experts" not in shown
    assert "badge--refused" in shown


def test_hostile_words_of_a_notice_are_shown_as_words(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, was="<script>alert(1)</script>", reported_by="<b>Ada</b>")

    for path in (work.url_path_public, f"/en/record/{work.pk}/", "/en/feed/"):
        assert "<script>alert" not in said(path)
        assert "<b>Ada" not in said(path)


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


def test_the_address_of_a_deleted_work_says_why_too(cast: Cast) -> None:
    work = published(cast, article(cast))
    noticed(cast, work, "removal", was="The photographs aren't ours.")
    fresh(work).delete()

    response = Client().get(work.url_path_public)

    assert response.status_code == 410
    assert "The photographs" in response.content.decode()


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
