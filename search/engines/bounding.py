"""What is looked at of a query, however long: so many characters, terms and parts in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.analysis import spans
from search.engines.wording import MOST_TERMS
from search.querying import Either, FieldIs, Part, Phrase, Query, Without, Words

MOST_CHARACTERS = 1000
MOST_PARTS = 20


@dataclass
class _Budget:
    characters: int = MOST_CHARACTERS
    parts: int = MOST_PARTS
    terms: int = MOST_TERMS

    def spent_on(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(kept for part in parts if (kept := self._kept(part)) is not None)

    def _kept(self, part: Part) -> Part | None:
        if self.parts <= 0 or self.characters <= 0 or self.terms <= 0:
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
        text = self._beginning(part.text[: self.characters])
        self.characters -= len(text)
        return part if text == part.text else replace(part, text=text)

    def _beginning(self, text: str) -> str:
        for span in spans(text, "", query=True):
            if self.terms <= 0:
                return text[: span.start]
            self.terms -= 1
        return text


def bounded(query: Query) -> Query:
    """The query's beginning; itself as a rule."""
    return replace(query, parts=_Budget().spent_on(query.parts))
