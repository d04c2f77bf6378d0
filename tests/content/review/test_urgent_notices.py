"""An urgent notice is out on the word of one, while its full review goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from content.core.refusal import Refused
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.report import SubmitReport
from content.review.actions.urgent import ClearUrgently, end_provisional
from content.review.audit import audit
from content.review.models import ExpertProfile, PolicySeat, Publication, ReviewPolicy, Round, Seal
from tests.cast import Cast, approved, article, edit, fiction, fresh, published, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def urgent(cast: Cast) -> Cast:
    """A site whose policy allows urgent notices, and the scientist on duty."""
    ReviewPolicy(slug="news", name="News", allows_urgent=True, seats=[PolicySeat(slug="science")]).save()
    ExpertProfile.objects.create(user=cast.scientist, on_duty=True)
    return cast


def is_public(work: Any) -> bool:
    return Publication.objects.in_force().filter(work_id=work.pk).exists()


def test_the_full_review_goes_on(urgent: Cast) -> None:
    work = article(urgent)
    round_ = submitted(urgent, work)

    ClearUrgently(round=round_, by=urgent.scientist).execute()

    assert is_public(work)
    assert Round.objects.get(pk=round_.pk).state == Round.State.RUNNING
    seal = Endorse(round=round_, by=urgent.colleague).execute()
    publication = Publication.objects.get(work_id=work.pk)
    assert (publication.seal, publication.provisional_until) == (seal, None)
    assert not audit()["findings"]


def test_it_goes_back_when_its_time_is_over_and_its_review_still_runs(urgent: Cast) -> None:
    work = article(urgent)
    round_ = submitted(urgent, work)
    ClearUrgently(round=round_, by=urgent.scientist).execute()
    over = timezone.now() - timedelta(minutes=1)
    Publication.objects.update(provisional_until=over)
    Seal.objects.update(expires_at=over)

    assert not is_public(work)
    assert end_provisional() == 1
    assert not fresh(work).live
    assert Round.objects.get(pk=round_.pk).state == Round.State.RUNNING


@pytest.mark.parametrize("recommendation", ["changes", "reject"])
def test_it_goes_back_at_once_when_its_review_says_no(recommendation: str, urgent: Cast) -> None:
    work = article(urgent)
    round_ = submitted(urgent, work)
    ClearUrgently(round=round_, by=urgent.scientist).execute()

    SubmitReport(round=round_, by=urgent.colleague, recommendation=recommendation, note="It is wrong.").execute()

    assert not is_public(work)
    assert not fresh(work).live
    assert not audit()["findings"]


def test_upon_a_no_readers_get_back_what_was_approved_before(urgent: Cast) -> None:
    work = published(urgent, article(urgent))
    edit(work, urgent.editor, summary="Another summary.")
    round_ = submitted(urgent, work)
    ClearUrgently(round=round_, by=urgent.scientist).execute()
    assert fresh(work).summary == "Another summary."

    SubmitReport(round=round_, by=urgent.colleague, recommendation="reject", note="It is wrong.").execute()

    assert is_public(work)
    assert fresh(work).summary == "Why they shine."
    assert not audit()["findings"]


def test_it_goes_back_when_its_round_is_withdrawn(urgent: Cast) -> None:
    work = article(urgent)
    round_ = submitted(urgent, work)
    ClearUrgently(round=round_, by=urgent.scientist).execute()

    fresh(work).current_workflow_state.cancel(user=urgent.editor)

    assert Round.objects.get(pk=round_.pk).state == Round.State.WITHDRAWN
    assert not is_public(work)


def test_the_audit_finds_a_notice_that_outlived_its_review(urgent: Cast) -> None:
    round_ = submitted(urgent, article(urgent))
    ClearUrgently(round=round_, by=urgent.scientist).execute()
    Round.objects.filter(pk=round_.pk).update(state=Round.State.REJECTED)

    assert [finding["kind"] for finding in audit()["findings"]] == ["provisional"]


def test_only_the_scientist_on_duty_clears(urgent: Cast) -> None:
    round_ = submitted(urgent, article(urgent))

    with pytest.raises(Refused, match="on duty"):
        ClearUrgently(round=round_, by=urgent.colleague).execute()
    assert not Seal.objects.exists()


def test_publishing_an_approved_version_leaves_the_review_of_a_newer_draft_running(cast: Cast) -> None:
    work = approved(cast, article(cast))
    edit(work, cast.editor, summary="Another summary.")
    round_ = submitted(cast, work)

    Publish(work=fresh(work), by=cast.editor).execute()

    assert is_public(work)
    assert Round.objects.get(pk=round_.pk).state == Round.State.RUNNING
    assert fresh(work).current_workflow_state is not None


def test_chapters_are_no_longer_in_force_than_their_book(urgent: Cast) -> None:
    book = published(urgent, fiction(urgent))
    chapter = book.parts()[0]
    assert is_public(chapter)

    Publication.objects.filter(work_id=book.pk).update(provisional_until=timezone.now() - timedelta(minutes=1))

    assert not is_public(book)
    assert not is_public(chapter)
