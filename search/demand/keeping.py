"""From counts to rows: a query's words are kept once enough different days asked for them, and forgotten in time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from search.demand.models import COUNTS, AskedQuery, QueryDay, RareKey, RareQuery
from search.demand.privacy import hidden, may_be_kept, normal_form

KEY_DAYS = 30


@dataclass(frozen=True)
class Entry:
    """A tidied query of a language on a day."""

    day: date
    lang: str
    text: str


def today() -> date:
    """The day in the site's time zone: the finest time that is ever kept."""
    return timezone.localdate()


@transaction.atomic
def write(waiting: Mapping[Entry, Mapping[str, int]]) -> None:
    """Add counts to those of the database. Raises `DatabaseError`, and then nothing is written."""
    if not waiting:
        return
    key = _key(today())
    for entry, counts in waiting.items():
        form = normal_form(entry.text, entry.lang) if may_be_kept(entry.text) else ""
        known = AskedQuery.objects.filter(lang=entry.lang, form=form).first() if form else _rest(entry.lang, entry.day)
        if known is None:
            _add_to_rare(entry, form, key, counts)
        else:
            _add_to_day(known, entry.day, counts)


def _add_to_rare(entry: Entry, form: str, key: str, counts: Mapping[str, int]) -> None:
    rare, _new = RareQuery.objects.select_for_update().get_or_create(
        lang=entry.lang, digest=hidden(form, settings.SECRET_KEY, key), defaults={"last_day": entry.day, "days": 1}
    )
    for name in COUNTS:
        setattr(rare, name, getattr(rare, name) + counts.get(name, 0))
    if entry.day > rare.last_day:
        rare.days, rare.last_day = rare.days + 1, entry.day
    if rare.days < settings.ORRERY_DEMAND_DAYS:
        rare.save()
        return
    query = AskedQuery.objects.create(lang=entry.lang, form=form, text=entry.text, last_day=entry.day)
    _add_to_day(query, entry.day, _counts_of(rare))
    rare.delete()


def _add_to_day(query: AskedQuery, day: date, counts: Mapping[str, int]) -> None:
    row, _new = QueryDay.objects.get_or_create(query=query, day=day)
    QueryDay.objects.filter(pk=row.pk).update(**{name: F(name) + number for name, number in counts.items()})
    AskedQuery.objects.filter(pk=query.pk, last_day__lt=day).update(last_day=day)


def _rest(lang: str, day: date) -> AskedQuery:
    """The row of all queries of a language whose words aren't kept."""
    return AskedQuery.objects.get_or_create(lang=lang, form="", defaults={"last_day": day})[0]


def _counts_of(row: Model) -> dict[str, int]:
    return {name: getattr(row, name) for name in COUNTS}


def _key(day: date) -> str:
    """The random half of the key; after its days a new one, and what the old one hid is added to the rest for good."""
    row = RareKey.objects.select_for_update().first()
    if row is not None and day < row.since + timedelta(days=KEY_DAYS):
        return row.key
    _give_up(RareQuery.objects.all())
    RareKey.objects.all().delete()
    return RareKey.objects.create(key=secrets.token_hex(32), since=day).key


def _give_up(rows: Iterable[RareQuery]) -> None:
    for rare in rows:
        _add_to_day(_rest(rare.lang, rare.last_day), rare.last_day, _counts_of(rare))
    RareQuery.objects.filter(pk__in=[rare.pk for rare in rows]).delete()


@transaction.atomic
def forget() -> int:
    """Remove what is older than the site keeps it, and change the key when it is time; returns the number of rows."""
    _key(today())
    oldest = today() - timedelta(days=settings.ORRERY_DEMAND_KEEP_DAYS)
    days, _by_model = QueryDay.objects.filter(day__lt=oldest).delete()
    queries, _by_model = AskedQuery.objects.filter(last_day__lt=oldest).delete()
    return days + queries
