"""What the planner asks of the index: how frequent tokens are, and which are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import Searcher

from search.analysis.parts import prefix_of, word_of
from search.engines.base import Neighbour
from search.engines.fields import BODY
from search.engines.neighbours import ALIKE, edits, most_edits, nearest

# Words that begin alike and are looked at.
MOST_LOOKED_AT = 5_000


class EmbeddedVocabulary:
    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def frequencies(self, tokens: Iterable[str]) -> dict[str, int]:
        return {token: self._searcher.doc_freq(BODY, token) for token in tokens}

    def neighbours(self, tokens: Iterable[str]) -> dict[str, list[Neighbour]]:
        return {token: self._near(token) for token in tokens}

    def _near(self, token: str) -> list[Neighbour]:
        frequency = self._searcher.doc_freq
        found = {other: count for other in edits(token, self._begins) if (count := frequency(BODY, other))}
        if not found and most_edits(word_of(token)) > 1:
            start = prefix_of(token) + word_of(token)[:ALIKE]
            found = dict(self._searcher.terms_with_prefix(BODY, start, limit=MOST_LOOKED_AT))
        return nearest(token, found.items())

    def _begins(self, start: str) -> bool:
        return bool(self._searcher.terms_with_prefix(BODY, start, limit=1))
