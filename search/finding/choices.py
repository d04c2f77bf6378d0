"""Facets as readers see them: values by their names, with how many works each leaves."""

from __future__ import annotations

from collections.abc import Mapping

from content.core.facets import Facet, facets
from content.core.languages import active
from search.finding.asking import Asked
from search.finding.results import Choice, FacetChoices

MOST = 15


def choices_of(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> list[FacetChoices]:
    """The facets that have a choice to offer, the most frequent values first; what is chosen stays in sight."""
    found = []
    for facet in facets():
        choices = _choices(facet, asked, counts.get(facet.name, {}))
        if len(choices) > 1 or any(choice.active for choice in choices):
            found.append(FacetChoices(facet.name, str(facet.label), choices))
    return found


def _choices(facet: Facet, asked: Asked, counts: Mapping[str, int]) -> list[Choice]:
    chosen = asked.chosen(facet.name)
    frequent = sorted(counts, key=lambda value: (-counts[value], _number(value), value))[:MOST]
    values = list(dict.fromkeys([*(value for value in chosen if value not in frequent), *frequent]))
    labels = facet.labels(values, active())
    return [
        Choice(value, labels[value], counts.get(value, 0), asked.toggled(facet.name, value).address(), value in chosen)
        for value in values
    ]


def _number(value: str) -> int:
    """Centuries and years in their order, those before our era too."""
    return int(value) if value.removeprefix("-").isdecimal() else 0
