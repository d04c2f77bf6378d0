"""What a page of results shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from content.core.presentation import Card
from search.querying import Query
from search.reasons import Reason


@dataclass(frozen=True)
class Result:
    """`snippet` is HTML; `url` leads to the passage that it is from; `own` is the work in the reader's language."""

    card: Card
    snippet: str
    url: str = ""
    also_in: list[Card] = field(default_factory=list)
    own: Card | None = None
    foreign: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One value of a facet: `url` is the page with it chosen, or no longer."""

    value: str
    label: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True)
class FacetChoices:
    name: str
    label: str
    choices: list[Choice]

    @property
    def active(self) -> bool:
        return any(choice.active for choice in self.choices)


@dataclass(frozen=True)
class Results:
    """`total` counts works, each once; where it isn't `exact`, more were found than looked at, and it is about right."""

    total: int = 0
    # Of these, those in the reader's language.
    own: int = 0
    results: list[Result] = field(default_factory=list)
    exact: bool = True
    has_next: bool = False
    # The ids of the hits of this page, those too that aren't public any more.
    looked_at: list[int] = field(default_factory=list)
    facets: list[FacetChoices] = field(default_factory=list)
    query: Query = field(default_factory=Query)
    # The work that was searched alone.
    within: Card | None = None
    spelling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # No engine answered: titles and summaries were searched in the database.
    makeshift: bool = False
    # Another engine than the one that should answered.
    instead: bool = False

    @property
    def cards(self) -> list[Card]:
        return [result.card for result in self.results]

    @property
    def chips(self) -> list[tuple[str, Choice]]:
        """The active filters, each with the name of its facet."""
        return [(facet.label, choice) for facet in self.facets for choice in facet.choices if choice.active]
