"""Papers that go with a review: the date in a calendar, the snapshot to read offline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from content.review.links import link_to

if TYPE_CHECKING:
    from content.review.models import Assignment


def of_invitation(assignment: Assignment) -> Iterator[tuple[str, bytes, str]]:
    """(file name, content, media type) of each paper that an invitation carries."""
    yield "review.ics", due_date(assignment), "text/calendar"


def due_date(assignment: Assignment) -> bytes:
    """An iCalendar event (RFC 5545) for the day on which the report is due."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Orrery//review//")
    calendar.add("version", "2.0")
    event = icalendar.Event()
    event.add("uid", f"review-{assignment.pk}@{settings.WAGTAIL_SITE_NAME}")
    event.add("dtstamp", timezone.now())
    event.add("summary", _("Review due: %(title)s") % {"title": assignment.round.title})
    due = assignment.report_by or timezone.now() + timedelta(days=14)
    event.add("dtstart", timezone.localtime(due).date())
    event.add("url", link_to(assignment))
    calendar.add_component(event)
    return bytes(calendar.to_ical())
