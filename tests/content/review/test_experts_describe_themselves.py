"""What an expert says of themselves, and how experts are found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from content.people.models import User
from content.review.actions.describe_expert import DescribeYourself
from content.review.models import ExpertProfile
from tests.cast import Cast
from tests.content.review.test_experts_are_admitted import admitted, browser, post

pytestmark = pytest.mark.django_db


def test_an_expert_narrows_at_once_and_widens_when_somebody_agrees(cast: Cast) -> None:
    expert = admitted(cast)
    describe = {"at_once": 3, "expert": expert}
    DescribeYourself(subjects=["astronomy"], langs=["en", "fr"], **describe).execute()
    assert (expert.subjects, expert.langs) == (["astronomy"], ["en", "fr"])

    DescribeYourself(subjects=[], langs=["fr", "ar"], **describe).execute()
    expert = User.objects.get(pk=expert.pk)
    assert (expert.subjects, expert.langs) == (["astronomy"], ["fr"])
    assert expert.expert_profile.wishes == {"subjects": [], "langs": ["fr", "ar"]}

    post(cast.administrator, expert, wishes="grant")
    expert = User.objects.get(pk=expert.pk)
    assert (expert.subjects, expert.langs, expert.expert_profile.wishes) == ([], ["fr", "ar"], {})


def test_self_declared_subjects_take_no_seat_of_the_subject(cast: Cast) -> None:
    expert = admitted(cast)
    User.objects.filter(pk=expert.pk).update(subjects=["botany"])
    client = browser(User.objects.get(pk=expert.pk))

    page = client.post(reverse("review:profile"), {"at_once": "3", "subjects": ["astronomy", "botany"]}, follow=True)

    assert "somebody who admits experts has agreed" in page.content.decode()
    assert User.objects.get(pk=expert.pk).subjects == ["botany"]


def test_an_expert_says_when_there_is_time(cast: Cast) -> None:
    expert = admitted(cast)
    until = timezone.localdate() + timedelta(days=30)
    data = {"at_once": "1", "away_until": until.isoformat(), "langs": ["en"], "thanked": "on", "orcid": "0000-0002-1825-0097"}

    browser(expert).post(reverse("review:profile"), data)

    profile = ExpertProfile.objects.select_related("user").get(user=expert)
    assert (profile.at_once, profile.away_until, profile.thanked) == (1, until, True)
    assert (profile.user.langs, profile.user.orcid) == (["en"], "0000-0002-1825-0097")
    browser(expert).post(reverse("review:profile"), {**data, "orcid": "0000-0001-5109-3700"})
    assert User.objects.get(pk=expert.pk).orcid == "0000-0002-1825-0097"


@pytest.mark.parametrize(
    "data", [{"at_once": "many"}, {"at_once": "-1"}, {"at_once": "1", "away_until": "soon"}, {"at_once": "1", "orcid": "me"}]
)
def test_a_profile_that_makes_no_sense_is_refused(cast: Cast, data: dict[str, str]) -> None:
    response = browser(cast.scientist).post(reverse("review:profile"), data)

    assert response.status_code == 422
    assert "error-message" in response.content.decode()


def test_experts_are_found_by_name_subject_language_and_seat(cast: Cast) -> None:
    expert = admitted(cast)
    User.objects.filter(pk=expert.pk).update(subjects=["astronomy"], langs=["fr"])
    client = browser(cast.editor)

    def found(**filters: str) -> bool:
        return "Marie Curie" in client.get(reverse("review:experts"), filters).content.decode()

    assert found(q="marie")
    assert found(subject="astronomy", lang="fr", seat="scientist")
    assert not found(lang="ar")
    assert not found(seat="educator")
    assert not found(q="pierre")


def test_the_list_takes_as_many_queries_for_many_experts(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        cast.person(f"expert{number}@cast.example", "scientist")
    client = browser(cast.editor)
    client.get(reverse("review:experts"))

    with django_assert_max_num_queries(30):
        client.get(reverse("review:experts"))
