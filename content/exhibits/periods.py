"""The centuries an exhibit is of: what exhibits are filtered by, whatever their date says in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial

from django.utils import translation
from django.utils.translation import gettext as _

from content.core.facets import Name

# A span longer than this is no period that anyone looks for by the century.
MOST = 20
_YEARS = re.compile(r"(-?\d{1,5})(?:\s*(?:\.\.|–|~)\s*(-?\d{1,5}))?")


def centuries(first: int | None, last: int | None) -> list[int]:
    """The centuries between two years, negative before our era; none where no year is known."""
    known = [year for year in (first, last) if year is not None]
    if not known:
        return []
    start, end = century(min(known)), century(max(known))
    found = [number for number in range(start, end + 1) if number]
    return found if len(found) <= MOST else []


def century(year: int) -> int:
    """16 for 1501 to 1600, -3 for 300 to 201 before our era."""
    return (year - 1) // 100 + 1 if year > 0 else -((max(1, -year) - 1) // 100 + 1)


def names(values: Collection[str] | None) -> Mapping[str, Name]:
    return {value: partial(_name, int(value)) for value in values or () if re.fullmatch(r"-?\d{1,5}", value)}


def called(text: str) -> list[str]:
    """The centuries of a year or of a span of years."""
    found = _YEARS.fullmatch(text)
    if not found:
        return []
    first = int(found[1])
    return [str(number) for number in centuries(first, int(found[2]) if found[2] else first)]


def _name(number: int, lang: str) -> str:
    with translation.override(lang):
        if number < 0:
            return _("%(first)s–%(last)s before our era") % {"first": -number * 100, "last": (-number - 1) * 100 + 1}
        return f"{(number - 1) * 100 + 1}–{number * 100}"
