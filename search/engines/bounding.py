"""What is looked at of a query, however long: so many characters and parts in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.querying import Either, FieldIs, Part, Phrase, Query, Without, Words

MOST_CHARACTERS = 1000
MOST_PARTS = 20


@dataclass
class _Budget:
    characters: int = MOST_CHARACTERS
    parts: int = MOST_PARTS

    def spent_on(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(kept for part in parts if (kept := self._kept(part)) is not None)

    def _kept(self, part: Part) -> Part | None:
        if self.parts <= 0 or self.characters <= 0:
            return None
        self.parts -= 1
        if isinstance(part, Words | Phrase):
            return self._cut(part)
        if isinstance(part, FieldIs):
            return replace(part, part=self._cut(part.part))
        if isinstance(part, Either):
            return replace(part, parts=self.spent_on(part.parts))
        if isinstance(part, Without):
            inner = self._kept(part.part)
            return replace(part, part=inner) if inner is not None else None
        return part

    def _cut(self, part: Words | Phrase) -> Words | Phrase:
        fits = len(part.text) <= self.characters
        kept = part if fits else replace(part, text=part.text[: self.characters])
        self.characters -= len(kept.text)
        return kept


def bounded(query: Query) -> Query:
    """The query's beginning; itself as a rule."""
    return replace(query, parts=_Budget().spent_on(query.parts))
