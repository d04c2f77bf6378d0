"""The badge by the title, the record behind it, and what neither of them tells."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.core import keys
from content.review.actions.notice import ProposeNotice
from content.review.actions.publish import Publish
from content.review.actions.report import SubmitReport
from content.review.models import Publication, Seal
from content.review.public.record import faults_of
from search.indexing import catch_up
from tests.cast import Cast, approved, article, edit, fiction, fresh, published, submitted, withdrawn
from tests.content.review.readers import page_of, said, translated

pytestmark = pytest.mark.django_db


# By the title


def test_a_reviewed_work_says_so_in_a_word_and_a_sign(cast: Cast) -> None:
    shown = page_of(published(cast, article(cast)))

    assert "Reviewed by experts" in shown
    assert '<svg class="sign"' in shown
    assert "scientist" in shown


def test_a_reviewed_translation_says_that_the_translation_was_reviewed(cast: Cast) -> None:
    source = published(cast, article(cast))
    work = translated(cast, source, "fr")

    assert "badge--approved" in page_of(work)
    assert Client().get(work.url_path_public).context["badges"][0] != Client().get(source.url_path_public).context["badges"][0]


def test_a_translation_is_called_one_though_its_source_was_withdrawn(cast: Cast) -> None:
    source = published(cast, article(cast))
    work = translated(cast, source, "ja")
    withdrawn(cast, source)

    assert "This translation was reviewed" in page_of(work)


def test_lists_and_search_show_the_gravest_state_of_each_work(cast: Cast) -> None:
    works = [published(cast, article(cast, f"Star {number}")) for number in range(3)]
    ProposeNotice(work=works[1], by=cast.editor, notice="retraction", was="All of it.").execute()
    catch_up()

    for path in ("/en/articles/", "/en/search/?q=star"):
        shown = said(path)
        assert shown.count("Retracted on") == 1
        # On the search page it is the name of a filter too: what counts are the badges.
        assert shown.count("<span>Reviewed by experts</span>") == 2


# The record


def test_the_record_tells_policy_seats_dates_seal_and_how_to_verify(cast: Cast) -> None:
    work = published(cast, article(cast))

    shown = said(f"/en/record/{work.pk}/")

    seal = Seal.objects.get(work_id=work.pk)
    for words in ("How stars shine", "1 seat: scientist", "scientist", seal.reference, seal.digest, "review_verify", "Public"):
        assert words in shown
    assert "no conflict of interest declared" in shown


def test_the_record_as_json_is_signed_and_verifies(cast: Cast) -> None:
    work = published(cast, article(cast))

    record = json.loads(said(f"/en/record/{work.pk}.json"))

    assert faults_of(record, keys.public_keys()) == []
    assert record["state"] == "public"
    assert [round_["state"] for round_ in record["rounds"]] == ["approved"]
    assert set(record["policies"]) == {record["in_force"]}


def test_an_orcid_is_linked(cast: Cast) -> None:
    cast.scientist.orcid = "0000-0002-1825-0097"
    cast.scientist.save()

    work = published(cast, article(cast))

    assert "https://orcid.org/0000-0002-1825-0097" in said(f"/en/record/{work.pk}/")
    assert "https://orcid.org/0000-0002-1825-0097" in page_of(work)


@pytest.mark.parametrize("anonymity", ["anonymous", "double"])
def test_an_anonymous_expert_is_named_nowhere(cast: Cast, anonymity: str) -> None:
    expert = cast.person("zebulon@cast.example", "scientist", orcid="0000-0002-1825-0097")
    work = article(cast)
    report, _seal = SubmitReport(
        round=submitted(cast, work), by=expert, recommendation="endorse", anonymity=anonymity, note="Well done."
    ).execute()
    Publish(work=fresh(work), by=cast.editor).execute()
    catch_up()

    paths = [
        fresh(work).url_path_public,
        f"/en/record/{work.pk}/",
        f"/en/record/{work.pk}.json",
        f"/en/certificate/{report.code}/",
        "/en/feed/",
        "/en/search/?q=star",
        "/.well-known/orrery-seals.json",
    ]
    for path in paths:
        assert "zebulon" not in said(path), path
        assert "0000-0002-1825-0097" not in said(path), path
    assert "1 anonymous expert" in page_of(fresh(work))


def test_a_work_that_was_never_public_has_no_record(cast: Cast) -> None:
    draft = article(cast, "A secret draft")
    in_review = article(cast, "A secret in review")
    submitted(cast, in_review)
    waiting = approved(cast, article(cast, "A secret that waits"))

    for work in (draft, in_review, waiting):
        for path in (f"/en/record/{work.pk}/", f"/en/record/{work.pk}.json", f"/en/report-error/{work.pk}/"):
            response = Client().get(path)
            assert response.status_code == 404
            assert "secret" not in response.content.decode()


def test_a_work_behind_a_restriction_has_no_public_record(cast: Cast) -> None:
    work = published(cast, article(cast))
    PageViewRestriction.objects.create(page=work.page_ptr, restriction_type=PageViewRestriction.LOGIN)

    assert Client().get(f"/en/record/{work.pk}/").status_code == 404
    assert Client().get(f"/en/record/{work.pk}.json").status_code == 404


@pytest.mark.parametrize("step", ["draft", "in review", "approved"])
def test_a_newer_version_shows_when_it_is_public_and_not_before(cast: Cast, step: str) -> None:
    work = published(cast, article(cast))
    edit(work, cast.editor, title="A title nobody knows", summary="A summary nobody knows")
    if step == "in review":
        submitted(cast, work)
    if step == "approved":
        approved(cast, work)

    newest = Seal.objects.filter(work_id=work.pk).last()
    for path in (f"/en/record/{work.pk}/", f"/en/record/{work.pk}.json", f"/en/version/{newest.reference}/"):
        response = Client().get(path)
        assert "nobody knows" not in response.content.decode()
    assert len(json.loads(said(f"/en/record/{work.pk}.json"))["rounds"]) == 1
    if step == "approved":
        assert Client().get(f"/en/version/{newest.reference}/").status_code == 404


def test_a_round_that_asked_for_changes_shows_once_the_work_is_public(cast: Cast) -> None:
    work = article(cast)
    SubmitReport(round=submitted(cast, work), by=cast.colleague, recommendation="changes", note="Say why.").execute()
    work = published(cast, fresh(work))

    shown = said(f"/en/record/{work.pk}/")

    assert "changes requested" in shown
    assert "Say why." not in shown


@pytest.mark.parametrize(("fate", "words"), [("withdrawn", "Withdrawn"), ("removed", "Removed"), ("deleted", "Deleted")])
def test_the_record_of_a_work_that_is_gone_says_so(cast: Cast, fate: str, words: str) -> None:
    work = published(cast, article(cast))
    if fate == "removed":
        ProposeNotice(work=work, by=cast.editor, notice="removal", was="The photographs aren't ours.").execute()
    elif fate == "deleted":
        fresh(work).delete()
    else:
        withdrawn(cast, work)

    shown = said(f"/en/record/{work.pk}/")

    assert words in shown
    assert f'href="{work.url_path_public}"' not in shown
    assert json.loads(said(f"/en/record/{work.pk}.json"))["state"] == fate


def test_a_provisional_work_whose_time_is_over_isnt_called_public(cast: Cast) -> None:
    work = published(cast, article(cast))
    Publication.objects.filter(work_id=work.pk).update(provisional_until=timezone.now() - timedelta(minutes=1))

    assert json.loads(said(f"/en/record/{work.pk}.json"))["state"] == "withdrawn"


# Earlier versions


def two_versions(cast: Cast) -> tuple[Any, Seal]:
    work = published(cast, article(cast, text="Forty billion years."))
    body = json.loads(json.dumps(work.body.get_prep_value()))
    body[1]["value"] = "<p>Four billion years.</p>"
    work = published(cast, edit(work, cast.editor, body=json.dumps(body)))
    return work, Seal.objects.filter(work_id=work.pk).first()


def test_an_earlier_version_stays_readable_under_its_own_address_with_a_banner(cast: Cast) -> None:
    work, old = two_versions(cast)

    response = Client().get(f"/en/version/{old.reference}/")

    shown = response.content.decode()
    assert response.status_code == 200
    assert "Forty billion years." in shown
    assert "This is an earlier version" in shown
    assert f'href="{work.url_path_public}"' in shown
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "application/ld+json" not in shown
    assert f"/en/version/{old.reference}/" in said(f"/en/record/{work.pk}/")


def test_the_address_of_the_present_version_leads_to_the_work(cast: Cast) -> None:
    work, _old = two_versions(cast)
    present = Seal.objects.filter(work_id=work.pk).last()

    response = Client().get(f"/en/version/{present.reference}/")

    assert (response.status_code, response.headers["Location"]) == (302, work.url_path_public)


@pytest.mark.parametrize("fate", ["withdrawn", "removed"])
def test_earlier_versions_of_a_work_that_is_gone_are_gone_with_the_reason(cast: Cast, fate: str) -> None:
    work, old = two_versions(cast)
    notice = "removal" if fate == "removed" else "retraction"
    ProposeNotice(work=work, by=cast.editor, notice=notice, was="The numbers were invented.").execute()
    if fate == "withdrawn":
        withdrawn(cast, work)

    response = Client().get(f"/en/version/{old.reference}/")

    assert response.status_code == 410
    assert "The numbers were invented." in response.content.decode()
    assert "billion" not in response.content.decode()


def test_the_chapters_of_a_withdrawn_book_have_no_readable_versions(cast: Cast) -> None:
    book = published(cast, fiction(cast))
    chapter = book.parts()[0]
    seal = Seal.objects.filter(work_id=chapter.pk).first()
    book.unpublish(user=cast.editor)

    assert Client().get(f"/en/version/{seal.reference}/").status_code == 410
