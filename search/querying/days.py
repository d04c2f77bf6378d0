"""Days as people write them: years, months, days, spans of them and comparisons, in any script's digits."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from unicodedata import normalize

Days = tuple[date | None, date | None]
_DAY = re.compile(r"(\d{4})年?|(\d{4})[-/.年](\d{1,2})月?|(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_SPAN = re.compile(r"(.*?)(?:\.{2,3}|…|[~〜–—至到])(.*)|(\d{4})-(\d{4})")
_COMPARED = re.compile(r"(>=|<=|>|<|≥|≤)(.+)")


def days_of(text: str) -> Days | None:
    """The first and the last day that a text names, None for an open end; None for what names no days."""
    text = normalize("NFKC", text.replace("…", "..")).strip()
    if found := _COMPARED.fullmatch(text):
        return _compared(found.group(1), found.group(2))
    if plain := _one(text):
        return plain
    if found := _SPAN.fullmatch(text):
        return _between(found.group(1) or found.group(3) or "", found.group(2) or found.group(4) or "")
    return None


def written(days: Days) -> str:
    """So that `days_of` reads the same days again."""
    start, end = days
    if start and end:
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            years = (f"{start.year:04}", f"{end.year:04}")
            return years[0] if start.year == end.year else "..".join(years)
        return str(start) if start == end else f"{start}..{end}"
    return f"{start or ''}..{end or ''}"


def _one(text: str) -> tuple[date, date] | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in (found[1] or found[2] or found[4], found[3] or found[5], found[6]))
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        last = month or 12
        return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        return None


def _between(first: str, second: str) -> Days | None:
    start, end = _one(first.strip()), _one(second.strip())
    if (first.strip() and not start) or (second.strip() and not end) or not (start or end):
        return None
    if start and end and start[0] > end[0]:
        start, end = end, start
    return (start[0] if start else None, end[1] if end else None)


def _compared(sign: str, text: str) -> Days | None:
    named = _one(text.strip())
    if not named:
        return None
    first, last = named
    try:
        if sign == ">":
            return last + timedelta(days=1), None
        if sign == "<":
            return None, first - timedelta(days=1)
    except OverflowError:
        return None
    return (first, None) if sign in {">=", "≥"} else (None, last)
