"""What tests do with a round in the admin, in the words of the house."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from content.core.works import work_of
from content.people.models import User
from content.review.actions.invite import Invite
from content.review.models import Assignment, Round
from content.review.seats.seating import CRITERIA, PolicyInForce, Seat
from tests.cast import Cast, article, fresh, submitted


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(round_: Round, user: User, **query: str) -> str:
    return browser(user).get(reverse("review:round", args=[round_.pk]), query).content.decode()


def post(round_: Round, user: User, **data: Any) -> str:
    return browser(user).post(reverse("review:round", args=[round_.pk]), data, follow=True).content.decode()


def under(round_: Round, **terms: Any) -> Round:
    """The round, run under other terms."""
    seats = terms.pop("seats", (Seat("science", count=2, quorum=2),))
    form = tuple({"key": key, "required": False} for key in CRITERIA)
    round_.policy = PolicyInForce(seats=seats, form=terms.pop("form", form), **terms).as_json()
    round_.save(update_fields=["policy"])
    return round_


def authored(cast: Cast, **terms: Any) -> Round:
    """In review, written and submitted by an author who is no editor."""
    work = article(cast)
    type(work).objects.filter(pk=work.pk).update(owner=cast.author)
    round_ = under(submitted(cast, fresh(work)), needs_decision=True, **terms)
    Round.objects.filter(pk=round_.pk).update(submitted_by=cast.author, submitted_by_name="author")
    return Round.objects.get(pk=round_.pk)


def asked(cast: Cast, round_: Round, expert: User, anonymity: str = "open", **fields: Any) -> Assignment:
    return Invite(round=round_, by=cast.editor, expert=expert, seat="science", anonymity=anonymity, **fields).execute()


def work_under_review(round_: Round) -> Any:
    return work_of(round_.work_id)
