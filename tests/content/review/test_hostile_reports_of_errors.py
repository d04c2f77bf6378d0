"""What is sent in the form for errors by the unlucky and the hostile: a clear answer, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from content.review.actions.case import LONGEST
from content.review.models import ReaderCase
from tests.cast import Cast, article, edit, published, submitted, withdrawn
from tests.content.review.readers import address_of, report, said, strict, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"text": ""}, "Say what seems wrong."),
        ({"text": " \n "}, "Say what seems wrong."),
        ({"text": "\x00"}, "Say what seems wrong."),
        ({"text": "长" * (LONGEST + 1)}, "too long"),
        ({"quote": "x" * (LONGEST + 1)}, "too long"),
    ],
)
def test_what_cant_be_taken_comes_back_with_the_reason(cast: Cast, typed: dict[str, str], why: str) -> None:
    work = published(cast, article(cast))

    response = report(work, **{"credit": "Ada R.", **typed})

    assert response.status_code == 400
    assert why in words(response)
    assert 'value="Ada R."' in words(response)
    assert typed.get("text", "It is").replace("\x00", "")[:20] in words(response)
    assert not ReaderCase.objects.exists()


def test_ten_megabytes_get_a_page_that_says_so(cast: Cast) -> None:
    work = published(cast, article(cast))

    response = strict().post(
        f"/en/report-error/{work.pk}/", "text=" + "x" * 10_000_000, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413
    assert "too long" in words(response)


def test_odd_characters_arrive_as_words(cast: Cast) -> None:
    work = published(cast, article(cast))

    report(
        work,
        text="A NUL \x00 <script>alert(1)</script> \ufffd 恒星 \U0001f31f",
        quote="\x00",
        credit="<b>Ada</b>\x00" + "x" * 300,
    )

    case = ReaderCase.objects.get()
    assert "\x00" not in case.text + case.quote + case.credit
    assert len(case.credit) == 100
    shown = said(f"/en/case/{case.code}/")
    assert "<script>alert" not in shown
    assert "恒星 🌟" in shown


@pytest.mark.parametrize("passage", ["body/gone", "../../etc/passwd", "\x00", "x" * 5000, "<script>", "title/../../body"])
def test_a_passage_that_isnt_in_the_text_is_said_and_not_kept(cast: Cast, passage: str) -> None:
    work = published(cast, article(cast))

    shown = Client().get(f"/en/report-error/{work.pk}/", {"passage": passage})
    assert shown.status_code == 200
    if passage.strip("\x00"):
        assert "That passage isn&#x27;t in the text any more" in words(shown) or "isn't in the text any more" in words(shown)
    assert report(work, address=passage).status_code == 302
    case = ReaderCase.objects.get()
    assert (case.address, case.quote) == ("", "hot gas")


def test_works_that_arent_public_take_no_reports(cast: Cast) -> None:
    draft, in_review = article(cast, "A secret"), article(cast, "Another secret")
    submitted(cast, in_review)

    for work_id in (draft.pk, in_review.pk, 10**9, 10**25):
        for response in (
            Client().get(f"/en/report-error/{work_id}/"),
            strict().post(f"/en/report-error/{work_id}/", {"text": "x"}),
        ):
            assert response.status_code == 404
            assert "secret" not in words(response)


def test_a_work_withdrawn_while_a_reader_typed_gives_the_words_back(cast: Cast) -> None:
    work = published(cast, article(cast))
    withdrawn(cast, work)

    response = report(work, text="It is four billion.", credit="Ada R.")

    assert response.status_code == 410
    assert "copy what you wrote" in words(response)
    assert "It is four billion.</textarea>" in words(response)
    assert "hot gas" in words(response)
    assert "<button" not in words(response).split("<main")[1]
    assert Client().get(f"/en/report-error/{work.pk}/").status_code == 404


def test_a_text_changed_while_a_reader_typed_keeps_the_readers_quote(cast: Cast) -> None:
    work = published(cast, article(cast))
    published(cast, edit(work, cast.editor, body=article(cast, "Other").body))

    response = report(work, address=address_of(work))

    assert response.status_code == 302
    assert ReaderCase.objects.get().quote == "hot gas"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(cast: Cast, method: str) -> None:
    work = published(cast, article(cast))

    assert getattr(strict(), method)(f"/en/report-error/{work.pk}/").status_code == 405


def test_the_form_never_stays_in_a_cache(cast: Cast) -> None:
    work = published(cast, article(cast))

    for path in (f"/en/report-error/{work.pk}/", work.url_path_public, f"/en/record/{work.pk}/"):
        assert "no-cache" in Client().get(path).headers["Cache-Control"]
