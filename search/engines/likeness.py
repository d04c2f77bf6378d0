"""What makes one text like another: the words that are frequent in it and rare elsewhere."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from search.analysis import kind_of, tokens_of
from search.documents import PassageText
from search.engines.base import Vocabulary
from search.engines.fields import BODY, DOCUMENT
from search.engines.nodes import Node, Sum, Token

MOST_TERMS = 30
LEAST_SHARED = 0.2  # of the terms, that a like text has
LONGEST = 20_000  # characters that are looked at
KINDS = {"s", "h", "t"}


def like(passages: Iterable[PassageText], lang: str, vocabulary: Vocabulary) -> Node | None:
    """Documents that share the words that tell this text (tf-idf); None where there are none. Asks the vocabulary once."""
    text = "\n".join(passage.text for passage in passages)[:LONGEST]
    counts = Counter(token for token in tokens_of(text, lang) if kind_of(token) in KINDS)
    frequencies = vocabulary.frequencies([DOCUMENT, *counts])
    documents = frequencies[DOCUMENT]
    told = {
        token: (1 + math.log(count)) * math.log(1 + documents / frequencies[token])
        for token, count in counts.items()
        if 1 < frequencies[token] <= max(2, documents // 4)
    }
    best = sorted(told, key=lambda token: (-told[token], token))[:MOST_TERMS]
    return Sum(tuple(Token(BODY, token) for token in best), max(1, round(len(best) * LEAST_SHARED))) if best else None
