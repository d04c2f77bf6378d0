"""Working days: due dates fall on none of the site's holidays, and nobody is written to at night."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

import holidays
from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from content.people.models import User

QUIET_FROM, QUIET_UNTIL = time(20), time(8)


@cache
def _calendar(country: str) -> holidays.HolidayBase:
    """Without a country, Saturdays and Sundays are free and nothing else is."""
    return holidays.country_holidays(country) if country else holidays.HolidayBase()


def add_working_days(start: datetime, days: int) -> datetime:
    """The end (23:59) of the `days`-th working day after `start`, in the site's time zone."""
    local = timezone.localtime(start)
    day = _calendar(settings.ORRERY_COUNTRY).get_nth_working_day(local.date(), days)
    return timezone.make_aware(datetime.combine(day, time(23, 59)), local.tzinfo)


def when_awake(user: User, moment: datetime) -> datetime:
    """`moment`, or the next morning where it is night for the user."""
    local = moment.astimezone(time_zone_of(user))
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    morning = local.replace(hour=QUIET_UNTIL.hour, minute=0, second=0, microsecond=0)
    return morning if local.time() < QUIET_UNTIL else morning + timedelta(days=1)


def time_zone_of(user: User) -> zoneinfo.ZoneInfo:
    profile = getattr(user, "wagtail_userprofile", None)
    name = (profile.current_time_zone if profile else "") or settings.TIME_ZONE
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)
