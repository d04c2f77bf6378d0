"""A reader reports a possible error: without account, cookie or script; an editor answers."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from content.core.refusal import Refused
from content.review.actions.case import A_DAY, AnswerCase
from content.review.actions.notice import ApproveNotice, ProposeNotice
from content.review.models import ReaderCase
from tests.cast import Cast, article, fresh, published
from tests.content.review.readers import address_of, page_of, report, said, strict, words

pytestmark = pytest.mark.django_db


# From the passage to the answer


def test_each_passage_leads_to_a_form_that_quotes_it(cast: Cast) -> None:
    work = published(cast, article(cast))
    path = f"/en/report-error/{work.pk}/?passage={address_of(work)}"
    assert f'href="{path}"' in page_of(work)

    shown = said(path)

    assert "A star is a ball of hot gas.</textarea>" in shown
    assert f'value="{address_of(work)}"' in shown
    assert "csrfmiddlewaretoken" not in shown


def test_a_reader_without_cookies_reports_and_comes_back_for_the_answer(cast: Cast) -> None:
    work = published(cast, article(cast))

    response = report(work, address=address_of(work), credit="Ada R.")

    case = ReaderCase.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/en/case/{case.code}/")
    assert (case.address, case.quote, case.credit) == (address_of(work), "hot gas", "Ada R.")
    assert "An editor will look into it." in said(f"/en/case/{case.code}/")

    AnswerCase(case=case, by=cast.editor, answer="You are right, thank you.").execute()

    assert "You are right, thank you." in said(f"/en/case/{case.code.lower()}/")


def test_a_report_that_became_a_correction_is_credited_on_the_page_and_in_the_case(cast: Cast) -> None:
    work = published(cast, article(cast))
    report(work, address=address_of(work), credit="Ada R.")
    case = ReaderCase.objects.get()
    notice = ProposeNotice(work=fresh(work), by=cast.editor, notice="correction", was="Gas.", now="Plasma.", case=case).execute()
    assert "Ada R." not in page_of(work)
    assert "It became a notice" not in said(f"/en/case/{case.code}/")

    ApproveNotice(notice=notice, by=cast.colleague).execute()

    assert "Ada R." in page_of(work)
    assert "passage--marked" in page_of(work)
    case.refresh_from_db()
    assert case.state == "corrected"
    assert f'href="/en/record/{work.pk}/#notice-{notice.pk}"' in said(f"/en/case/{case.code}/")


def test_nothing_is_kept_about_the_reader(cast: Cast) -> None:
    work = published(cast, article(cast))

    strict().post(
        f"/en/report-error/{work.pk}/",
        {"text": "It is four."},
        REMOTE_ADDR="203.0.113.77",
        HTTP_USER_AGENT="A very special browser",
    )

    row = str(ReaderCase.objects.values().get())
    assert "203.0.113.77" not in row
    assert "special browser" not in row
    response = Client().get(f"/en/case/{ReaderCase.objects.get().code}/")
    assert (response.headers["X-Robots-Tag"], response.headers["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert not response.cookies


def test_a_case_is_answered_by_an_editor_of_the_work_alone(cast: Cast) -> None:
    work = published(cast, article(cast))
    report(work)

    for user in (cast.scientist, cast.author, cast.intruder):
        with pytest.raises(Refused):
            AnswerCase(case=ReaderCase.objects.get(), by=user, answer="No.").execute()


# Floods and machines


def test_a_reader_reports_a_few_times_a_day_and_loses_no_word_when_it_is_enough(cast: Cast) -> None:
    work = published(cast, article(cast))
    for _time in range(A_DAY):
        assert report(work).status_code == 302

    response = report(work, text="One more thing.", credit="Ada R.")

    assert response.status_code == 400
    assert "many reports for one day" in words(response)
    assert "One more thing.</textarea>" in words(response)
    assert 'value="Ada R."' in words(response)
    assert strict().post(f"/en/report-error/{work.pk}/", {"text": "x"}, REMOTE_ADDR="203.0.113.5").status_code == 302


def test_behind_a_proxy_readers_are_told_apart_and_nobody_invents_addresses(cast: Cast, settings: Any) -> None:
    settings.ORRERY_PROXIES = 1
    work = published(cast, article(cast))
    answers = [
        report(work, headers={"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.5"}).status_code for number in range(A_DAY + 1)
    ]

    assert answers == [302] * A_DAY + [400]
    assert report(work, headers={"X-Forwarded-For": "203.0.113.6"}).status_code == 302


def test_without_a_cache_reports_still_arrive(cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def down(*_args: Any, **_kw: Any) -> None:
        raise ConnectionError("no cache")

    monkeypatch.setattr(cache, "add", down)
    work = published(cast, article(cast))

    with caplog.at_level(logging.WARNING):
        assert report(work).status_code == 302
    assert ReaderCase.objects.count() == 1


def test_what_a_machine_fills_in_is_dropped_without_a_word(cast: Cast) -> None:
    work = published(cast, article(cast))

    response = report(work, website="https://spam.example")

    assert (response.status_code, response.headers["Location"]) == (302, work.url_path_public)
    assert not ReaderCase.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_forms_of_other_sites_are_refused_and_keep_what_was_typed(cast: Cast, headers: dict[str, str]) -> None:
    work = published(cast, article(cast))

    response = report(work, headers=headers)

    assert response.status_code == 403
    assert "It is four billion.</textarea>" in words(response)
    assert not ReaderCase.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}]
)
def test_browsers_old_and_new_get_through(cast: Cast, headers: dict[str, str]) -> None:
    assert report(published(cast, article(cast)), headers=headers).status_code == 302
