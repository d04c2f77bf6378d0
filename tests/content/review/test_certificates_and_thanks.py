"""Certificates, thanks, and addresses of nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from content.review.actions.notice import ProposeNotice
from content.review.actions.report import SubmitReport
from content.review.models import ExpertProfile, Notice, Report
from tests.cast import Cast, article, published, submitted
from tests.content.review.readers import said

pytestmark = pytest.mark.django_db


# Certificates and thanks


def test_a_certificate_names_no_work_that_readers_never_saw(cast: Cast) -> None:
    work = article(cast, "A secret draft")
    SubmitReport(round=submitted(cast, work), by=cast.scientist, recommendation="changes", note="Say why.").execute()
    code = Report.objects.get().code

    assert "A secret draft" not in said(f"/en/certificate/{code.lower()}/")
    assert "genuine" in said(f"/en/certificate/{code}/")


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", "%00", "x" * 300, "<b>"])
def test_a_code_of_no_certificate_gets_a_page_that_says_so(db: None, code: str) -> None:
    response = Client().get(f"/en/certificate/{code}/")

    assert response.status_code == 404
    assert "There is no certificate with this code" in response.content.decode()


@pytest.mark.parametrize("year", ["0", "1", "10000", "99999999999999999999", "2999"])
def test_thanks_of_a_year_that_isnt_are_not_found(db: None, year: str) -> None:
    assert Client().get(f"/en/thanks/{year}/").status_code == 404


def test_only_those_are_thanked_who_wish_it(cast: Cast) -> None:
    published(cast, article(cast))
    shown = said(f"/en/thanks/{timezone.localdate().year}/")
    assert "Nobody is named for this year yet." in shown

    ExpertProfile.objects.update_or_create(user=cast.scientist, defaults={"thanked": True})
    assert "scientist" in said(f"/en/thanks/{timezone.localdate().year}/")


@pytest.mark.parametrize("path", ["record/999999999999999999999999/", "version/%00/", "version/ab/", "case/%00/", "record/0/"])
def test_addresses_of_nothing_are_not_found(db: None, path: str) -> None:
    assert Client().get(f"/en/{path}").status_code == 404


def test_nothing_public_sets_a_cookie(cast: Cast) -> None:
    work = published(cast, article(cast))

    for path in (work.url_path_public, f"/en/record/{work.pk}/", f"/en/report-error/{work.pk}/", "/en/feed/", "/en/"):
        assert not Client().get(path).cookies, path


def test_a_notice_that_waits_for_an_expert_is_told_nowhere(cast: Cast) -> None:
    work = published(cast, article(cast))
    ProposeNotice(work=work, by=cast.editor, notice="correction", was="A secret error", now="The secret truth").execute()

    assert Notice.objects.get().state == "proposed"
    for path in (work.url_path_public, f"/en/record/{work.pk}/", f"/en/record/{work.pk}.json", "/en/feed/"):
        assert "secret" not in said(path), path
