"""What search adds to the pages of works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from content.core.languages import active
from search.nothing import Help, Link, to
from search.nothing import help_for as help_in
from search.related import more_like
from search.spelling.suggesting import did_you_mean

if TYPE_CHECKING:
    from content.core.models import Work
    from content.core.presentation import Card

register = template.Library()


@register.simple_tag
def works_like(work: Work, record: dict[str, Any] | None) -> list[Card]:
    """Works like a public one; none for a draft that is previewed or an earlier version."""
    seal = getattr(work, "seal_in_force", None)
    return more_like(work, seal.digest, active()) if record and seal else []


@register.simple_tag
def meant_by(query: str) -> Link | None:
    """A query near this one, which holds words that no work has."""
    found = did_you_mean(query, active())
    return to(found.text) if found else None


@register.simple_tag
def help_for(query: str) -> Help:
    """For the page of a query that found nothing."""
    return help_in(query, active())
