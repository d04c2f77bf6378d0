"""From what people type to Tantivy's query: weighted OR, with most of the words required."""

from __future__ import annotations

import math
from typing import Any

from tantivy import Occur, Query, Schema, Searcher

from search.analysis import spans
from search.analysis.tokens import Span

MOST_TERMS = 60
LONGEST_QUERY = 2000
TITLE_BOOST = 0.5
WEIGHTS = {"s": 1.0, "h": 1.0, "t": 1.0, "h1": 0.6, "t1": 0.6, "w": 0.3, "j": 0.8}
FUZZY_WEIGHT = 1.0


def query_spans(text: str, lang: str) -> list[Span]:
    """What a query asks for, each thing once."""
    unique: dict[tuple[str, ...], Span] = {}
    for span in spans(text[:LONGEST_QUERY], lang, query=True):
        unique.setdefault(span.tokens, span)
        if len(unique) >= MOST_TERMS:
            break
    return list(unique.values())


def build(schema: Schema, searcher: Searcher, asked: list[Span], *, lenient: bool = False) -> Query | None:
    """None when the text holds nothing to search for. `lenient` asks for any of the words, not for most of them."""
    groups = [_group(schema, searcher, span) for span in asked]
    required = [group for group, span in zip(groups, asked, strict=True) if not _is_joined(span)]
    optional = [group for group, span in zip(groups, asked, strict=True) if _is_joined(span)]
    if not required:
        return None
    need = 1 if lenient else _needed(len(required))
    core = Query.boolean_query([(Occur.Should, group) for group in required], minimum_number_should_match=need)
    return Query.boolean_query([(Occur.Must, core), *((Occur.Should, group) for group in optional)])


def _needed(count: int) -> int:
    """All of a few words; of a question, whose small words say little, a part."""
    return count if count <= 3 else math.ceil(count * (0.6 if count <= 6 else 0.15))


def _is_joined(span: Span) -> bool:
    return any(token.split("|", 2)[1] == "j" for token in span.tokens)


def _group(schema: Schema, searcher: Searcher, span: Span) -> Query:
    """One thing asked for, in any of its forms, in title or text."""
    choices: list[tuple[Any, Query]] = []
    known = False
    for token in span.tokens:
        known = known or searcher.doc_freq("body", token) > 0
        weight = WEIGHTS[token.split("|", 2)[1]]
        choices.append((Occur.Should, Query.boost_query(Query.term_query(schema, "body", token), weight)))
        choices.append((Occur.Should, Query.boost_query(Query.term_query(schema, "title", token), weight * TITLE_BOOST)))
    if not known:
        choices += [(Occur.Should, query) for query in _fuzzy(schema, span)]
    return Query.boolean_query(choices)


def _fuzzy(schema: Schema, span: Span) -> list[Query]:
    """One edit away, for words that the index has never seen."""
    words = [token for token in span.tokens if token.split("|", 2)[1] == "w" and len(token.split("|", 2)[2]) >= 4]
    return [
        Query.boost_query(Query.fuzzy_term_query(schema, field, token, distance=1, transposition_cost_one=True), FUZZY_WEIGHT)
        for token in words[:1]
        for field in ("body", "title")
    ]
