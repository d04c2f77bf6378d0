"""What the planner asks of the index, each for all tokens in one request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from elasticsearch import Elasticsearch

from search.analysis.parts import prefix_of, word_of
from search.engines.base import Neighbour
from search.engines.fields import BODY
from search.engines.neighbours import ALIKE, most_edits, nearest

CANDIDATES = 40  # a token, before they are ranked
# The suggester passes over tokens in more than one of a hundred documents; planning decides what is too frequent.
ANY_FREQUENCY = 2_000_000_000


class ElasticVocabulary:
    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client = client
        self._index = index

    def frequencies(self, tokens: Iterable[str]) -> dict[str, int]:
        wanted = dict.fromkeys(tokens, 0)
        if not wanted:
            return wanted
        answer = self._client.termvectors(
            index=self._index,
            doc={BODY: " ".join(wanted)},
            fields=[BODY],
            term_statistics=True,
            field_statistics=False,
            positions=False,
            offsets=False,
            payloads=False,
        )
        terms = answer["term_vectors"].get(BODY, {}).get("terms", {})
        return {token: terms.get(token, {}).get("doc_freq", 0) for token in wanted}

    def neighbours(self, tokens: Iterable[str]) -> dict[str, list[Neighbour]]:
        wanted = [token for token in dict.fromkeys(tokens) if most_edits(word_of(token))]
        if not wanted:
            return {}
        asked: dict[str, Any] = {}
        for place, token in enumerate(wanted):
            # Language and kind stay as they are, so that only the word may vary; two edits away, its end alone.
            asked[f"one {place}"] = _suggester(token, edits=1, alike=0)
            if most_edits(word_of(token)) > 1:
                asked[f"two {place}"] = _suggester(token, edits=2, alike=ALIKE)
        answer: Any = self._client.search(index=self._index, suggest=asked, size=0, track_total_hits=False)
        found = {name: _options(entries) for name, entries in answer["suggest"].items()}
        return {token: nearest(token, found[f"one {at}"] or found.get(f"two {at}", [])) for at, token in enumerate(wanted)}


def _suggester(token: str, edits: int, alike: int) -> dict[str, Any]:
    term = {
        "field": BODY,
        "suggest_mode": "always",
        "max_edits": edits,
        "prefix_length": len(prefix_of(token)) + alike,
        "min_word_length": 1,
        "size": CANDIDATES,
        "max_term_freq": ANY_FREQUENCY,
    }
    return {"text": token, "term": term}


def _options(entries: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(option["text"], option["freq"]) for entry in entries for option in entry["options"]]
