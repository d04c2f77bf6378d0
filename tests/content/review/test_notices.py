"""Corrections, retractions and removals: who may say them, and what the page of the work says then."""

from __future__ import annotations

import pytest

from content.core.refusal import Refused
from content.people.models import User
from content.review.actions.notice import ApproveNotice, DismissNotice, ProposeNotice
from content.review.models import Notice, Seal
from tests.cast import Cast, article, edit, fresh, published
from tests.content.review.readers import MENDING, block_of, corrected, noticed, page_of, said

pytestmark = pytest.mark.django_db


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
    with pytest.raises(Refused, match="wrote"):
        DismissNotice(notice=made, by=cast.scientist).execute()


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
