"""What the planner asks of the index: how frequent tokens are, and which are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import Searcher

from search.engines.base import Neighbour
from search.engines.fields import BODY
from search.engines.neighbours import beginnings, nearest, prefix_of, word_of

# Tokens that begin alike and are looked at, of the most frequent beginnings of a large index.
MOST_LOOKED_AT = 20_000


class EmbeddedVocabulary:
    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def frequencies(self, tokens: Iterable[str]) -> dict[str, int]:
        return {token: self._searcher.doc_freq(BODY, token) for token in tokens}

    def neighbours(self, tokens: Iterable[str]) -> dict[str, list[Neighbour]]:
        return {token: self._near(token) for token in tokens}

    def _near(self, token: str) -> list[Neighbour]:
        starts = (prefix_of(token) + first for first in beginnings(word_of(token)))
        return nearest(token, (pair for start in starts for pair in self._beginning_with(start)))

    def _beginning_with(self, start: str) -> list[tuple[str, int]]:
        return list(self._searcher.terms_with_prefix(BODY, start, limit=MOST_LOOKED_AT))

    def sizes(self) -> dict[str, int]:
        """Documents by language family."""
        sizes: dict[str, int] = {}
        for tag, count in self._searcher.terms_with_prefix("tags", "lang="):
            name = tag.removeprefix("lang=").split("-", maxsplit=1)[0]
            sizes[name] = sizes.get(name, 0) + count
        return sizes
