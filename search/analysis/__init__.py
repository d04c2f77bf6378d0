"""From text to tokens, by script and language: pure functions, the same for documents, queries and highlights."""

from __future__ import annotations

from search.analysis.tokens import Span, family, spans, tokens_of

__all__ = ["Span", "family", "spans", "tokens_of"]
