"""The query language: what people type, as a tree."""

from __future__ import annotations

from search.querying.tree import Between, Either, FieldIs, Part, Phrase, Query, Without, Words

__all__ = ["Between", "Either", "FieldIs", "Part", "Phrase", "Query", "Without", "Words"]
