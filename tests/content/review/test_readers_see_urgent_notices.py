"""Public on the word of one scientist on duty, for some hours: readers see the clock, and the clock alone ends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from content.core.publication import is_public
from content.core.refusal import Refused
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.urgent import ClearUrgently, end_provisional
from content.review.audit import audit
from content.review.models import ExpertProfile, PolicySeat, ReviewPolicy, Round, Seal
from content.review.public.remarks import provisional
from search.indexing import catch_up
from tests.cast import Cast, article, edit, fresh, published, submitted
from tests.content.review.readers import page_of, said
from tests.content.review.test_structured_data import data_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty(cast: Cast) -> Any:
    """A policy that allows urgent notices for six hours, and the scientist on duty."""
    policy = ReviewPolicy.objects.create(slug="urgent", allows_urgent=True, urgent_hours=6)
    PolicySeat.objects.create(policy=policy, slug="science", role="scientist")
    ExpertProfile.objects.update_or_create(user=cast.scientist, defaults={"on_duty": True})
    return cast.scientist


def cleared(cast: Cast, work: Any, by: Any) -> Any:
    ClearUrgently(round=submitted(cast, work), by=by).execute()
    return fresh(work)


def later(monkeypatch: pytest.MonkeyPatch, hours: float) -> datetime:
    """The clock goes on; nothing else happens."""
    moment = timezone.now() + timedelta(hours=hours)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


def test_readers_see_that_it_is_provisional_until_when_and_how_long_that_is(cast: Cast, duty: Any) -> None:
    work = cleared(cast, article(cast), duty)
    until = Seal.objects.get(work_id=work.pk).expires_at

    shown = page_of(work)

    assert "badge--provisional" in shown
    assert "Provisional" in shown
    assert "cleared by one scientist on duty" in shown
    assert f'<time datetime="{until.isoformat()}">' in shown
    assert "UTC" in shown
    assert "hours" in shown
    assert "Reviewed by experts" not in shown


@pytest.mark.parametrize("lang", ["zh-hans", "ar", "fr", "ru", "bo"])
def test_the_clock_is_told_in_the_readers_language(cast: Cast, duty: Any, lang: str) -> None:
    work = cleared(cast, article(cast, lang=lang), duty)

    response = Client().get(work.url_path_public)

    assert response.status_code == 200
    remark = response.context["remarks"][0]
    assert remark.until == Seal.objects.get().expires_at
    with translation.override("en"):
        work.seal_in_force = response.context["page"].seal_in_force
        if lang in {"zh-hans", "ar", "fr", "ru"}:
            assert remark.text != provisional(work)[0].text


def test_lists_search_feed_record_and_structured_data_know_it(cast: Cast, duty: Any) -> None:
    work = cleared(cast, article(cast), duty)
    catch_up()

    for path in ("/en/articles/", "/en/search/?q=star", "/en/feed/", f"/en/record/{work.pk}/"):
        assert "Provisional" in said(path) or "provisionally" in said(path), path
        assert "Reviewed by experts" not in said(path), path
    data = data_of(work)
    assert data["mainEntity"]["creativeWorkStatus"] == "Provisional"
    assert "reviewedBy" not in data
    assert "lastReviewed" not in data


def test_the_clock_alone_takes_it_back(cast: Cast, duty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    work = cleared(cast, article(cast), duty)
    catch_up()
    tag = Client().get("/en/feed/").headers["ETag"]
    assert is_public(work)

    later(monkeypatch, 6.1)

    response = Client().get(work.url_path_public)
    assert response.status_code == 410
    assert "hot gas" not in response.content.decode()
    assert "on the word of one scientist" in response.content.decode()
    for path in ("/en/articles/", "/en/search/?q=star", "/en/"):
        assert "How stars shine" not in said(path), path
    assert Client().get("/en/feed/", HTTP_IF_NONE_MATCH=tag).status_code == 200
    assert "How stars shine" not in said("/en/feed/")
    assert Client().get(f"/en/version/{Seal.objects.get().reference}/").status_code == 410
    assert [finding["kind"] for finding in audit()["findings"]] == ["provisional"]


def test_no_cache_shows_it_after_its_time(cast: Cast, duty: Any) -> None:
    work = cleared(cast, article(cast), duty)

    for path in (work.url_path_public, f"/en/record/{work.pk}/", "/en/feed/"):
        headers = Client().get(path).headers
        assert "no-cache" in headers["Cache-Control"], path
        assert "Last-Modified" not in headers, path


def test_what_was_public_before_comes_back(cast: Cast, duty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    work = published(cast, article(cast))
    work = cleared(cast, edit(work, cast.editor, summary="Leave the beach now."), duty)
    assert "Leave the beach now." in page_of(work)

    later(monkeypatch, 6.1)
    assert "Leave the beach now." not in page_of(work)
    assert end_provisional() == 1

    assert "Why they shine." in page_of(work)
    assert "Reviewed by experts" in page_of(work)
    assert Round.objects.running().filter(work_id=work.pk).exists()
    assert end_provisional() == 0
    assert audit()["findings"] == []


def test_full_review_in_time_makes_it_stay(cast: Cast, duty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    work = cleared(cast, article(cast), duty)
    Endorse(round=Round.objects.running().get(work_id=work.pk), by=cast.colleague).execute()
    Publish(work=fresh(work), by=cast.editor).execute()

    later(monkeypatch, 7)

    assert end_provisional() == 0
    assert "Reviewed by experts" in page_of(work)


def test_only_the_scientist_on_duty_clears_and_only_once(cast: Cast, duty: Any) -> None:
    work = article(cast)
    round_ = submitted(cast, work)
    for user in (cast.colleague, cast.editor, cast.intruder):
        with pytest.raises(Refused):
            ClearUrgently(round=round_, by=user).execute()

    ClearUrgently(round=round_, by=duty).execute()

    with pytest.raises(Refused, match="once already"):
        ClearUrgently(round=round_, by=duty).execute()


def test_a_policy_that_doesnt_allow_it_clears_nothing(cast: Cast) -> None:
    ExpertProfile.objects.update_or_create(user=cast.scientist, defaults={"on_duty": True})

    with pytest.raises(Refused, match="doesn't allow urgent notices"):
        ClearUrgently(round=submitted(cast, article(cast)), by=cast.scientist).execute()
