"""Which languages a query may be in: by how frequent its words are among the texts of each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from search.analysis import Span, kind_of
from search.engines.rarity import Rarity

NEVER_SEEN = 1e-4  # the share of a language's texts that has a word none of them has
MOST_LANGUAGES = 6
FEW = 6  # words
LEAST_WEIGHT = 0.05
TRUST = 0.5  # in the words: by how much less a less likely language's answers weigh
OWN = 3.0  # how much likelier the reader's language is, as a logarithm


def weights(asked: Mapping[str, list[Span]], rarity: Rarity, own: str = "") -> dict[str, float]:
    """By family, the weight of its answers, 1 for the likeliest; families that are too unlikely are left out."""
    likely = {tag: _likelihood(spans, rarity) + (OWN if tag == own else 0.0) for tag, spans in asked.items()}
    best = max(likely.values(), default=0.0)
    found = {tag: math.exp(TRUST * (value - best)) for tag, value in likely.items()}
    ranked = sorted(found, key=lambda tag: -found[tag])
    # Where no language is likelier than another, as for a misspelt word alone, all of them are asked; more words are of none.
    few = max(map(len, asked.values()), default=0) <= FEW
    alike = sum(value == 1.0 for value in found.values()) if few else 0
    return {tag: found[tag] for tag in ranked[: max(MOST_LANGUAGES, alike)] if found[tag] >= LEAST_WEIGHT or tag == own}


def _likelihood(asked: Iterable[Span], rarity: Rarity) -> float:
    return sum(math.log(_share(span, rarity)) for span in asked)


def _share(span: Span, rarity: Rarity) -> float:
    """Of the texts of a language, those that have the thing asked for as it is spelled."""
    spelled = next((token for token in span.tokens if kind_of(token) == "e"), span.tokens[-1 if span.is_joined else 0])
    documents = rarity.documents(spelled)
    return max(rarity.frequencies.get(spelled, 0) / documents if documents else 0.0, NEVER_SEEN)
