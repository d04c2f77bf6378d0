"""What the planner asks of the index: how frequent tokens are, and which are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import Searcher

from search.analysis.parts import prefix_of, word_of
from search.engines.base import Neighbour
from search.engines.fields import BODY
from search.engines.neighbours import ALIKE, LONGEST_WORD, edits, most_edits, nearest

# Words that begin alike and are looked at: always, and where no word is one edit away.
MOST_ALIKE = 1_000
MOST_LOOKED_AT = 5_000


class EmbeddedVocabulary:
    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def frequencies(self, tokens: Iterable[str]) -> dict[str, int]:
        return {token: self._searcher.doc_freq(BODY, token) for token in tokens}

    def neighbours(self, tokens: Iterable[str]) -> dict[str, list[Neighbour]]:
        return {token: self._near(token) for token in tokens}

    def _near(self, token: str) -> list[Neighbour]:
        if not most_edits(word_of(token)):
            return []
        start = prefix_of(token) + word_of(token)[:ALIKE]
        alike = self._beginning(start, MOST_ALIKE)
        # Comparing the few words that begin alike is faster than asking for each that one of them could be.
        found = self._one_edit_away(token, ALIKE if len(alike) < MOST_ALIKE else LONGEST_WORD)
        if near := nearest(token, [*found, *alike], most=1):
            return near
        return nearest(token, alike if len(alike) < MOST_ALIKE else self._beginning(start, MOST_LOOKED_AT))

    def _one_edit_away(self, token: str, places: int) -> list[tuple[str, int]]:
        frequency = self._searcher.doc_freq
        return [(other, count) for other in edits(token, self._begins, places) if (count := frequency(BODY, other))]

    def _beginning(self, start: str, most: int) -> list[tuple[str, int]]:
        return list(self._searcher.terms_with_prefix(BODY, start, limit=most))

    def _begins(self, start: str) -> bool:
        return bool(self._searcher.terms_with_prefix(BODY, start, limit=1))
