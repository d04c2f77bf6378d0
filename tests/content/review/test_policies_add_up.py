from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from content.people.models import User
from content.review.models import PolicySeat, ReviewPolicy
from content.review.seats.seating import DEFAULT, PolicyInForce, Seat, add_up
from content.review.seats.terms import policy_for
from content.taxonomy.models import Subject
from tests.cast import Cast, article


def terms(*seats: Seat, **rules: Any) -> PolicyInForce:
    return PolicyInForce(seats=seats, **rules)


def policy(slug: str, *seats: Seat, **fields: Any) -> ReviewPolicy:
    made = ReviewPolicy(slug=slug, name=slug.title(), **fields)
    made.seats = [PolicySeat(slug=seat.slug, role=seat.role, count=seat.count, quorum=seat.quorum) for seat in seats]
    made.save()
    return made


def asked(user: User, **chosen: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(reverse("review:policies"), chosen)
    assert response.status_code == 200
    return str(response.content.decode())


def test_every_seat_of_every_policy_is_filled() -> None:
    total = add_up([terms(Seat("science")), terms(Seat("teaching", "educator"))])

    assert [seat.slug for seat in total.seats] == ["science", "teaching"]


def test_of_two_seats_with_one_name_the_larger_number_the_earlier_step_and_the_stricter_condition_count() -> None:
    lax = Seat("science", count=3, quorum=2, step=2, reopens="never")
    strict = Seat("science", count=1, quorum=1, step=1, by_invitation=True, of_subject=True, reopens="style")

    (seat,) = add_up([terms(lax), terms(strict)]).seats

    assert seat == Seat("science", count=3, quorum=2, step=1, by_invitation=True, of_subject=True, reopens="style")


def test_one_name_for_two_kinds_of_experts_is_two_seats() -> None:
    total = add_up([terms(Seat("first")), terms(Seat("first", "educator"))])

    assert sorted(seat.role for seat in total.seats) == ["educator", "scientist"]
    assert len({seat.slug for seat in total.seats}) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_the_stricter_rule_counts_in_whichever_order(turned: bool) -> None:
    one = terms(Seat("a"), needs_decision=True, allows_typos=True, answer_days=3, report_days=20, anonymity="anonymous")
    two = terms(Seat("b"), allows_urgent=True, answer_days=5, report_days=10, anonymity="double", offers_next=True)

    total = add_up([two, one] if turned else [one, two])

    assert total.needs_decision
    assert total.offers_next
    assert not total.allows_typos
    assert not total.allows_urgent
    assert (total.answer_days, total.report_days, total.anonymity) == (3, 10, "double")


def test_the_questions_of_all_forms_are_asked_once() -> None:
    one = terms(Seat("a"), form=({"key": "accuracy"}, {"key": "safety"}))
    two = terms(Seat("b"), form=({"key": "accuracy"}, {"key": "two-1", "text": "Is it fun?"}))

    assert [question["key"] for question in add_up([one, two]).form] == ["accuracy", "safety", "two-1"]


def test_an_empty_site_asks_for_one_scientist_uninvited() -> None:
    total = add_up([])

    assert total == DEFAULT
    assert total.seats == (Seat("science", "scientist", 1, 1, 1),)
    assert not total.needs_decision


@pytest.mark.django_db
def test_a_policy_without_seats_is_passed_over_for_the_fallback(cast: Cast) -> None:
    ReviewPolicy.objects.create(slug="empty", name="Empty")
    policy("default", Seat("science", count=2, quorum=2))

    assert policy_for(article(cast)).seats[0].count == 2


@pytest.mark.django_db
def test_the_page_says_what_would_be_asked_of_an_article_in_arabic_on_optics(cast: Cast) -> None:
    physics = Subject.objects.create(slug="physics", name="Physics", name_en="Physics")
    Subject.objects.create(slug="optics", name="Optics", name_en="Optics", parent=physics)
    policy("physics", Seat("science", count=2, quorum=2), subjects=["physics"])
    policy("arabic", Seat("teaching", "educator"), langs=["ar"])
    policy("french", Seat("reading", "reader"), langs=["fr"])

    page = asked(cast.editor, kind="article", lang="ar", subject="optics", level="")
    answer = page[page.index("These policies apply") : page.index("The policies</h2>")]

    assert "Physics" in answer
    assert "Arabic" in answer
    assert "French" not in answer
    assert "2 scientists" in answer
    assert "1 educator" in answer
    assert "educator in العربية on Optics: 1 needed, 0 available" in answer


@pytest.mark.django_db
def test_the_page_answers_nonsense_without_breaking(cast: Cast) -> None:
    assert "These policies apply" not in asked(cast.editor, kind="nothing", lang="xx", subject="'", level="0")
    assert "the rule of an empty site holds" in asked(cast.editor, kind="article", lang="en")
