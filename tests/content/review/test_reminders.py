"""Two clocks, to answer and to report: a reminder before and after each, once, and the next in line when nobody answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from content.review.actions.invite import Accept, Invite
from content.review.actions.report import ReportOnAssignment
from content.review.correspondence.reminding import PATIENCE, remind
from content.review.models import Assignment, Round
from tests.cast import Cast
from tests.content.review.desk import Desk, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the time; always at noon, when nobody sleeps."""

    def set_to(moment: datetime) -> None:
        noon = moment.replace(hour=12, minute=0)
        monkeypatch.setattr("django.utils.timezone.now", lambda: noon)

    set_to(datetime.fromisoformat("2026-03-04T12:00:00+00:00"))
    return set_to


def subjects() -> list[str]:
    remind()
    found = [message.subject for message in mail.outbox]
    mail.outbox.clear()
    return found


def day_of(moment: datetime | None, days: int) -> datetime:
    assert moment is not None
    return moment + timedelta(days=days)


def test_an_invitation_is_recalled_before_and_after_its_date_once_each(cast: Cast, at: Any) -> None:
    assignment = asked(cast)
    assert len(subjects()) == 1

    at(day_of(assignment.respond_by, -3))
    assert subjects() == []
    at(day_of(assignment.respond_by, -1))
    assert subjects() == ["Can you review “How stars shine”?"]
    assert subjects() == []
    at(day_of(assignment.respond_by, 2))
    assert subjects() == ["Can you review “How stars shine”?"]
    at(day_of(assignment.respond_by, 9))
    assert subjects() == []


def test_a_report_is_recalled_before_and_after_its_date(cast: Cast, at: Any) -> None:
    assignment = Accept(assignment=asked(cast)).execute()
    subjects()

    found = []
    for days in range(-6, 12):
        at(day_of(assignment.report_by, days))
        found += [(days, subject.split(" ", 1)[0], "overdue" in subject) for subject in subjects()]

    assert found == [(-2, "Your", False), (2, "Your", True), (8, "Your", True)]


def test_reminders_missed_while_nothing_ran_come_as_one(cast: Cast, at: Any) -> None:
    assignment = asked(cast)
    subjects()
    at(day_of(assignment.respond_by, 5))

    assert len(subjects()) == 1


def test_a_reminder_is_in_the_experts_language_and_holds_the_link(cast: Cast, at: Any) -> None:
    cast.scientist.lang = "ar"
    cast.scientist.save()
    assignment = asked(cast)
    subjects()
    at(day_of(assignment.respond_by, -1))

    remind()

    assert f"/ar/review/{Desk(assignment).token}" in mail.outbox[0].body


def test_who_has_reported_or_declined_hears_nothing_more(cast: Cast, at: Any) -> None:
    accepted = Accept(assignment=asked(cast)).execute()
    subjects()
    ReportOnAssignment(assignment=accepted, recommendation="changes", note="Say which gas.").execute()
    subjects()
    at(day_of(accepted.report_by, 3))

    assert subjects() == []


@pytest.mark.parametrize("offers_next", [True, False])
def test_an_invitation_that_nobody_answers_goes_to_the_next_where_the_policy_says_so(
    cast: Cast, at: Any, offers_next: bool
) -> None:
    first = asked(cast)
    Round.objects.update(policy={**first.round.policy, "offers_next": offers_next})
    following = Invite(round=first.round, by=cast.editor, expert=cast.colleague, in_line=True).execute()
    subjects()
    at(day_of(first.respond_by, PATIENCE + 1))

    remind()
    remind()

    states = dict(Assignment.objects.values_list("pk", "state"))
    assert states == (
        {first.pk: "withdrawn", following.pk: "invited"} if offers_next else {first.pk: "invited", following.pk: "waiting"}
    )
    invited = [message for message in mail.outbox if message.to == [cast.colleague.email]]
    assert len(invited) == (1 if offers_next else 0)


def test_the_command_can_be_called_at_any_time_and_twice(cast: Cast, at: Any, capsys: pytest.CaptureFixture[str]) -> None:
    asked(cast)
    call_command("review_remind", "--json")
    first = capsys.readouterr().out
    call_command("review_remind", "--json")

    assert '"sent": 1' in first
    assert '"sent": 0' in capsys.readouterr().out
