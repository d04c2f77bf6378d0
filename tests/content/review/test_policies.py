from __future__ import annotations

from typing import Any

import pytest
from django.core import checks
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from content.people.models import User
from content.review.actions.submit import Submit
from content.review.checks import policies_can_be_filled
from content.review.grading.measured import measured
from content.review.models import ExpertProfile, PolicySeat, ReviewPolicy, Round
from tests.cast import Cast, article, fresh

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(*seats: dict[str, Any], **fields: Any) -> dict[str, Any]:
    plain = {"slug": "science", "role": "scientist", "count": 1, "quorum": 1, "step": 1, "reopens": "style"}
    first = {
        "name": "For physics",
        "slug": "physics",
        "active": "on",
        "applies": "all",
        "answer_days": 5,
        "report_days": 15,
        "urgent_hours": 24,
        "anonymity": "open",
        "own_questions": "",
        "own_recommendations": "",
    }
    rows = nested_form_data({"seats": inline_formset([{**plain, **seat} for seat in seats])})
    return {**first, "criteria": ["accuracy"], **fields, **rows}


def policy(slug: str = "physics", *seats: dict[str, Any], **fields: Any) -> ReviewPolicy:
    made = ReviewPolicy(slug=slug, name=fields.pop("name", slug.title()), **fields)
    made.seats = [PolicySeat(**seat) for seat in seats or ({"slug": "science"},)]
    made.save()
    return made


def post(user: User, address: str, data: dict[str, Any]) -> Any:
    return browser(user).post(address, data, follow=True)


def test_an_administrator_writes_a_policy_and_the_next_round_runs_under_it(cast: Cast) -> None:
    data = form_of({"count": 2, "quorum": 2}, {"slug": "teaching", "role": "educator"}, kinds=["article"], langs=["en"])

    page = post(cast.administrator, reverse("reviewpolicy:add"), data)

    assert page.status_code == 200
    made = ReviewPolicy.objects.get(slug="physics")
    assert (made.kinds, made.langs, made.criteria) == (["article"], ["en"], ["accuracy"])
    version = made.versions.get()
    assert version.by == cast.administrator
    assert [seat["slug"] for seat in version.terms["seats"]] == ["science", "teaching"]
    Submit(work=fresh(article(cast)), by=cast.editor).execute()
    assert [seat.slug for seat in Round.objects.running().get().terms.seats] == ["science", "teaching"]


def test_a_change_makes_a_version_with_its_author_and_running_rounds_keep_theirs(cast: Cast) -> None:
    made = policy()
    Submit(work=fresh(article(cast)), by=cast.editor).execute()
    seat = made.seats.get()
    data = form_of({"id": seat.pk, "count": 2, "quorum": 2}, name="For physics")
    data["seats-INITIAL_FORMS"] = "1"

    post(cast.administrator, reverse("reviewpolicy:edit", args=[made.pk]), data)

    made.refresh_from_db()
    assert made.version == 2
    assert made.versions.get(number=2).by == cast.administrator
    assert Round.objects.running().get().terms.seats[0].count == 1


def test_saving_what_says_the_same_makes_no_version(cast: Cast) -> None:
    made = policy()
    made.name = "Another name"
    made.save()

    assert made.versions.count() == 1


@pytest.mark.parametrize(
    ("seats", "fields", "said"),
    [
        ((), {}, "Please submit at least 1"),
        (({}, {}), {}, "Two seats have the same identifier"),
        (({"count": 1, "quorum": 3},), {}, "No more can endorse than are asked"),
        (({},), {"kinds": ["nothing"]}, "Select a valid choice"),
        (({},), {"own_recommendations": "perhaps: maybe"}, "A line needs one of the outcomes"),
        (({},), {"answer_days": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(
    cast: Cast, seats: tuple[dict[str, Any], ...], fields: dict[str, Any], said: str
) -> None:
    page = post(cast.administrator, reverse("reviewpolicy:add"), form_of(*seats, **fields))

    assert said in page.content.decode()
    assert not ReviewPolicy.objects.exists()


def test_a_policy_stays_on_record_and_whoever_deletes_it_is_told_why(cast: Cast) -> None:
    made = policy()

    page = post(cast.administrator, reverse("reviewpolicy:delete", args=[made.pk]), {})

    assert page.status_code == 200
    assert "Take it out of use instead" in page.content.decode()
    assert ReviewPolicy.objects.filter(pk=made.pk).exists()


def test_a_subject_that_is_gone_stays_in_the_policy_so_that_it_does_not_widen(cast: Cast) -> None:
    made = policy(subjects=["alchemy"])

    page = browser(cast.administrator).get(reverse("reviewpolicy:edit", args=[made.pk])).content.decode()

    assert 'value="alchemy"' in page


@pytest.mark.parametrize("who", ["editor", "scientist", "author", "intruder"])
def test_others_do_not_change_policies(cast: Cast, who: str) -> None:
    made = policy()
    user = getattr(cast, who)

    post(user, reverse("reviewpolicy:add"), form_of({}, slug="mine"))
    post(user, reverse("reviewpolicy:edit", args=[made.pk]), form_of({}, name="Mine"))
    post(user, reverse("reviewpolicy:delete", args=[made.pk]), {})

    assert [(each.slug, each.name) for each in ReviewPolicy.objects.all()] == [("physics", "Physics")]


def test_an_editor_reads_the_policies_in_plain_words(cast: Cast) -> None:
    policy(
        "physics",
        {"slug": "science", "count": 3, "quorum": 2, "of_subject": True, "by_invitation": True},
        {"slug": "teaching", "role": "educator", "step": 2},
        kinds=["article"],
        needs_decision=True,
    )

    page = browser(cast.editor).get(reverse("review:policies")).content.decode()

    assert "2 of 3 scientists of the work&#x27;s subject, by invitation" in page
    assert "Step 2: 1 educator" in page
    assert "an editor decides" in page
    assert "Types: article" in page
    assert "educator: 1 needed, 0 available" in page


def test_what_a_version_changed_is_told(cast: Cast) -> None:
    made = policy()
    made.changed_by = cast.administrator
    made.needs_decision = True
    made.save()

    page = browser(cast.editor).get(reverse("review:policies")).content.decode()

    assert "<del>When every seat is filled, the work is approved: no editor has to decide.</del>" in page
    assert "<ins>When every seat is filled, an editor decides; the seal comes with the decision.</ins>" in page
    assert "administrator" in page


@pytest.mark.parametrize("who", ["scientist", "author", "translator", "intruder"])
def test_the_page_is_for_editors(cast: Cast, who: str) -> None:
    assert browser(getattr(cast, who)).get(reverse("review:policies")).status_code in {302, 403}


def test_the_page_takes_as_many_queries_for_many_experts_and_policies(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        policy(f"policy-{number}", subjects=["astronomy"])
        cast.person(f"expert{number}@cast.example", "scientist")
    client = browser(cast.editor)
    client.get(reverse("review:policies"))

    with django_assert_max_num_queries(40):
        client.get(reverse("review:policies"))


def test_a_policy_that_nobody_can_fill_is_a_system_check_with_a_hint(cast: Cast) -> None:
    policy("physics", {"slug": "science", "of_subject": True}, langs=["ar"], subjects=["astronomy"])
    cast.scientist.langs = ["en"]
    cast.scientist.save()

    messages = policies_can_be_filled(None)

    assert [message.id for message in messages] == ["orrery.W301"]
    assert "in ar on astronomy needs 1, has 0" in messages[0].msg
    assert messages[0].hint
    assert policies_can_be_filled in checks.registry.registry.get_checks()


def test_who_is_away_or_takes_nothing_counts_for_nobody(cast: Cast) -> None:
    policy("physics")
    profile = ExpertProfile.objects.create(user=cast.scientist)
    assert policies_can_be_filled(None) == []

    profile.away_until = timezone.localdate() + timezone.timedelta(days=9)
    profile.save()
    assert [message.id for message in policies_can_be_filled(None)] == ["orrery.W301"]

    profile.away_until, profile.at_once = None, 0
    profile.save()
    assert [message.id for message in policies_can_be_filled(None)] == ["orrery.W301"]


def test_a_policy_out_of_use_or_without_seats_is_told_apart() -> None:
    ReviewPolicy.objects.create(slug="old", name="Old", active=False)
    assert policies_can_be_filled(None) == []

    ReviewPolicy.objects.create(slug="empty", name="Empty")
    assert [message.id for message in policies_can_be_filled(None)] == ["orrery.W302"]


def test_the_measured_error_of_the_grader_stands_beside_the_switch(cast: Cast) -> None:
    made = policy("physics", allows_typos=True)
    said = f"of {measured().total.meaning} changes of meaning, {measured().total.meaning_as_typo} passed as typos"

    assert said in browser(cast.editor).get(reverse("review:policies")).content.decode()
    assert said in browser(cast.administrator).get(reverse("reviewpolicy:edit", args=[made.pk])).content.decode()
