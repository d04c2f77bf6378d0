"""The query language: what people type, as a tree."""

from __future__ import annotations

from search.querying.fields import Grammar
from search.querying.parsing import parse
from search.querying.tree import Between, Either, FieldIs, Part, Phrase, Query, TagIs, Without, Words
from search.querying.writing import write

__all__ = ["Between", "Either", "FieldIs", "Grammar", "Part", "Phrase", "Query", "TagIs", "Without", "Words", "parse", "write"]
