"""Letters: in the addressee's language, at a decent hour, once, and not lost while mail is down."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.utils import timezone
from wagtail.users.models import UserProfile

from content.core.typesetting import TypesettingFailed
from content.review.actions.invite import Accept, Release
from content.review.correspondence import letters, papers
from content.review.correspondence.calendar import add_working_days, when_awake
from content.review.models import Assignment, Letter
from tests.cast import Cast
from tests.content.review.desk import LINK, Desk, asked, sent

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the time for all."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(NOON)
    return set_to


def no_mail(*_args: Any, **_kwargs: Any) -> int:
    raise OSError("no mail today")


def test_an_invitation_carries_the_link_the_date_and_the_text(cast: Cast) -> None:
    assignment = asked(cast)

    message = sent()[-1]

    assert message.to == [cast.scientist.email]
    assert "How stars shine" in message.subject
    assert LINK.search(message.body)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    kinds = {name: kind for name, _content, kind in message.attachments}
    assert kinds == {"review.ics": "text/calendar", "snapshot.pdf": "application/pdf"}
    assert message.attachments[1][1].startswith(b"%PDF")
    calendar = icalendar.Calendar.from_ical(message.attachments[0][1])
    event = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert event["DTSTART"].dt == timezone.localtime(assignment.report_by).date()
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["UID"].endswith("@127.0.0.1:8000")
    assert event["DTSTAMP"].dt.tzinfo is not None
    assert event.walk("VALARM")[0]["TRIGGER"].dt < timedelta(0)


@pytest.mark.parametrize("lang", ["zh-hans", "ar", "bo"])
def test_each_letter_is_in_its_readers_language(cast: Cast, lang: str) -> None:
    cast.scientist.lang = lang
    cast.scientist.save()
    asked(cast)

    message = sent()[-1]

    assert f"/{lang}/review/" in message.body
    assert message.extra_headers["Content-Language"].casefold() == lang


def test_every_kind_of_letter_reads_as_one(cast: Cast) -> None:
    """No holes where a value was expected, no spare spaces, a subject of one line."""
    assignment = asked(cast)
    values = {"round": assignment.round_id, "decision": "minor", "link": "https://example.org", "interests": "None"}
    kinds = [path.stem for path in (letters_folder()).glob("*.txt")]
    assert len(kinds) >= 9
    for kind in kinds:
        message = letters.message_of(Letter(kind=kind, key=kind, to=cast.scientist, assignment=assignment, values=values))
        assert message.subject
        assert "\n" not in message.subject
        assert message.body.startswith("Dear")
        assert "None" not in message.body.replace("\n\nNone\n", "")
        assert "{{" not in message.body
        assert "\n\n\n\n" not in message.body


def letters_folder() -> Any:
    from pathlib import Path

    from django.conf import settings

    return Path(settings.TEMPLATES[0]["DIRS"][0]) / "emails" / "review"


def test_a_snapshot_that_cannot_be_printed_keeps_no_invitation_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> bytes:
        raise TypesettingFailed("out of ink")

    monkeypatch.setattr(papers, "snapshot", fail)
    asked(cast)

    message = sent()[-1]

    assert [name for name, _content, _kind in message.attachments] == ["review.ics"]


def test_while_mail_is_down_letters_wait_and_wake_nobody_when_it_is_back(cast: Cast, clock: Any) -> None:
    asked(cast)
    with pytest.MonkeyPatch.context() as down:
        down.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", no_mail)
        down.setattr(papers, "snapshot", lambda _assignment: b"%PDF")
        for _each in range(60):
            assert letters.send_due() == 0
    assert mail.outbox == []

    clock(NOON + timedelta(hours=11))
    assert letters.send_due() == 0
    clock(NOON + timedelta(hours=21))
    assert letters.send_due() == 1
    assert letters.send_due() == 0
    assert len(mail.outbox) == 1


def test_a_letter_that_was_overtaken_is_not_sent(cast: Cast, clock: Any) -> None:
    assignment = asked(cast)
    Release(assignment=assignment, by=cast.editor).execute()

    subjects = [message.subject for message in sent()]

    assert len(subjects) == 1
    assert "needed any more" in subjects[0]


def test_nobody_is_written_to_at_night_wherever_they_live(cast: Cast, clock: Any) -> None:
    UserProfile.objects.create(user=cast.scientist, current_time_zone="Asia/Shanghai")
    clock(datetime(2026, 3, 4, 15, tzinfo=UTC))
    asked(cast)

    assert letters.send_due() == 0
    clock(datetime(2026, 3, 5, 0, 1, tzinfo=UTC))
    assert letters.send_due() == 1

    morning = when_awake(cast.scientist, datetime(2026, 3, 4, 15, tzinfo=UTC))
    assert morning.astimezone(zoneinfo.ZoneInfo("Asia/Shanghai")).hour == 8


def test_a_new_link_comes_also_at_night(cast: Cast, clock: Any) -> None:
    desk = Desk(asked(cast)).accept()
    sent()
    clock(datetime(2026, 3, 4, 23, tzinfo=UTC))
    desk.post("review_link_new")

    assert letters.send_due() == 1


def test_due_dates_fall_on_working_days_of_the_sites_country(settings: Any) -> None:
    from content.review.correspondence.calendar import _calendar

    _calendar.cache_clear()
    friday = datetime(2026, 9, 25, 12, tzinfo=UTC)
    assert add_working_days(friday, 1).date().isoformat() == "2026-09-28"
    settings.ORRERY_COUNTRY = "CN"
    # The first days of October are holidays in China.
    assert add_working_days(datetime(2026, 9, 30, 12, tzinfo=UTC), 1).date().isoformat() >= "2026-10-08"
    _calendar.cache_clear()


def test_accepting_starts_the_second_clock(cast: Cast, clock: Any) -> None:
    assignment = asked(cast)
    first = assignment.report_by
    clock(NOON + timedelta(days=4))

    accepted = Accept(assignment=assignment).execute()

    assert accepted.report_by > first
    assert accepted.due == accepted.report_by
    assert Assignment.objects.get().answered_at == NOON + timedelta(days=4)
