"""From text to tokens, by script and language: pure functions, the same for documents, queries and highlights."""

from __future__ import annotations

from search.analysis.gathering import Gathered, gather
from search.analysis.parts import family_of, kind_of, word_of
from search.analysis.tokens import Span, family, spans, tokens_of
from search.analysis.words import grams

__all__ = ["Gathered", "Span", "family", "family_of", "gather", "grams", "kind_of", "spans", "tokens_of", "word_of"]
