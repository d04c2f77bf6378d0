"""What the planner asks of the index: how frequent tokens are, and which are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from tantivy import Searcher

from search.engines.base import Neighbour
from search.engines.fields import BODY

MOST_NEIGHBOURS = 8
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
        tag, kind, word = token.split("|", 2)
        most = 1 if len(word) < 8 else 2
        found: dict[str, Neighbour] = {}
        for first in dict.fromkeys((word[:1], word[1:2])):
            for text, frequency in self._searcher.terms_with_prefix(BODY, f"{tag}|{kind}|{first}", limit=MOST_LOOKED_AT):
                other = text.split("|", 2)[2]
                distance = OSA.distance(word, other, score_cutoff=most)
                if 0 < distance <= most:
                    found[text] = Neighbour(text, distance, frequency)
        return sorted(found.values(), key=lambda each: (each.distance, -each.frequency, each.text))[:MOST_NEIGHBOURS]

    def sizes(self) -> dict[str, int]:
        """Documents by language family."""
        sizes: dict[str, int] = {}
        for tag, count in self._searcher.terms_with_prefix("tags", "lang="):
            name = tag.removeprefix("lang=").split("-", maxsplit=1)[0]
            sizes[name] = sizes.get(name, 0) + count
        return sizes
