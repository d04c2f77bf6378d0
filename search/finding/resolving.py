"""Fields that works are filtered by: from a reader's words for a type, a level, a language to the tags of works."""

from __future__ import annotations

from content.core.facets import Facet, facet
from search.querying import Either, FieldIs, Part, Query, TagIs, Without

# These are words of works too: by the names of their rows, and by what a work itself says.
WORDED = {"subject", "institution"}


def resolved(query: Query) -> Query:
    """The query with tags for what names one; a name that nothing has is words."""
    resolver = _Resolver()
    return Query(tuple(resolver.part(part) for part in query.parts))


class _Resolver:
    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[str]] = {}

    def part(self, part: Part) -> Part:
        if isinstance(part, Without):
            return Without(self.part(part.part))
        if isinstance(part, Either):
            return Either(tuple(self.part(each) for each in part.parts))
        found = facet(part.name) if isinstance(part, FieldIs) else None
        return self._field(part, found) if isinstance(part, FieldIs) and found else part

    def _field(self, part: FieldIs, found: Facet) -> Part:
        values = self._values(found, part.part.text)
        tags = TagIs(part.name, tuple(values))
        if part.name in WORDED:
            return Either((tags, part)) if values else part
        return tags if values else part.part

    def _values(self, found: Facet, text: str) -> list[str]:
        """Each name is looked up once, and no more of them than a person types."""
        key = (found.name, text)
        if key not in self._known:
            self._known[key] = found.values_called(text) if len(self._known) < 5 else []
        return self._known[key]
