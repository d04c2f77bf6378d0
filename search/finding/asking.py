"""What a reader asks of the search page; all of it stands in the page's address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from content.core.facets import facets
from content.review.typed import clean
from search.documents import Sort

LONGEST = 2000
LAST_PAGE = 20
SIZE = 20
MOST_VALUES = 20
# What filters are called in the address, where it isn't the name of the facet.
PARAMETERS = {"kind": "type", "lang": "language"}


@dataclass(frozen=True)
class Asked:
    """`lang` is the language the query is written in, "" where it isn't known; `only`: works in it alone."""

    text: str = ""
    lang: str = ""
    only: bool = False
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: Sort = Sort.RELEVANCE
    gallery: bool = False
    # The id of a work that is searched alone, with what is read inside it.
    within: str = ""
    page: int = 1
    size: int = SIZE
    # Ids of works that the caller has already, and isn't given again.
    given: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        # An address may hold NUL, a command line what isn't text.
        object.__setattr__(self, "text", clean(self.text[:LONGEST]).strip())
        filters = tuple((name, tuple(clean(value) for value in values)) for name, values in self.filters)
        object.__setattr__(self, "filters", filters)

    @classmethod
    def of(cls, params: QueryDict, lang: str) -> Self:
        """Whatever the address holds: what isn't known is left out."""
        filters = []
        for facet in facets():
            values = tuple(dict.fromkeys(value[:100] for value in params.getlist(parameter_of(facet.name)) if value))
            if values:
                filters.append((facet.name, values[:MOST_VALUES]))
        sort = params.get("sort", "")
        return cls(
            text=params.get("q", ""),
            lang=lang,
            filters=tuple(filters),
            sort=Sort(sort) if sort in set(Sort) else Sort.RELEVANCE,
            gallery=params.get("view") == "gallery",
            within=_id(params.get("within", "")),
            page=_number(params.get("page", "")),
        )

    def chosen(self, name: str) -> tuple[str, ...]:
        return dict(self.filters).get(name, ())

    def toggled(self, name: str, value: str) -> Self:
        """With the value of a facet, or without it where it is there already; from the first page on."""
        values = self.chosen(name)
        values = tuple(each for each in values if each != value) if value in values else (*values, value)
        others = {each: kept for each, kept in self.filters if each != name}
        filters = {**others, name: values} if values else others
        return replace(self, filters=tuple(filters.items()), page=1)

    def address(self, **changes: Any) -> str:
        """The query part of the page's address, with these changes."""
        return f"?{urlencode(replace(self, **changes).pairs())}"

    def pairs(self) -> list[tuple[str, str]]:
        pairs = [("q", self.text)] if self.text else []
        pairs += [(parameter_of(name), value) for name, values in self.filters for value in values]
        if self.within:
            pairs.append(("within", self.within))
        if self.sort is not Sort.RELEVANCE:
            pairs.append(("sort", self.sort.value))
        if self.gallery:
            pairs.append(("view", "gallery"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs


def parameter_of(name: str) -> str:
    return PARAMETERS.get(name, name)


def _id(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 15 else ""


def _number(text: str) -> int:
    return min(LAST_PAGE, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 5 else 1
