"""From planned nodes to Tantivy's queries."""

from __future__ import annotations

from collections.abc import Sequence as Several
from datetime import UTC, date, datetime, time, timedelta
from functools import singledispatch

from tantivy import FieldType, Occur, Query, Schema

from search.engines.fields import milliseconds
from search.engines.nodes import All, Best, Everything, Near, Node, Numbered, Published, Scaled, Sequence, Sum, Tagged, Token

FEW = 20


def compiled(node: Node, schema: Schema) -> Query:
    # Three nodes of four: dispatching them would take longer than making their queries.
    if isinstance(node, Token):
        return _boosted(Query.term_query(schema, node.field, node.text, index_option="freq"), node.weight)
    return _compiled(node, schema)


@singledispatch
def _compiled(node: Node, schema: Schema) -> Query:
    raise TypeError(node)


@_compiled.register
def _(node: Sequence, schema: Schema) -> Query:
    if len(node.tokens) == 1:
        return compiled(Token(node.field, node.tokens[0], node.weight), schema)
    return _boosted(Query.phrase_query(schema, node.field, list(node.tokens)), node.weight)


@_compiled.register
def _(node: Near, schema: Schema) -> Query:
    one, other = node.tokens
    orders = ([one, other], [other, one])
    found = [(Occur.Should, Query.phrase_query(schema, node.field, [*order], slop=node.between)) for order in orders]
    return Query.const_score_query(Query.boolean_query(found), node.score)


@_compiled.register
def _(node: Sum, schema: Schema) -> Query:
    if len(node.nodes) == 1:
        return compiled(node.nodes[0], schema)
    parts = [(Occur.Should, compiled(each, schema)) for each in node.nodes]
    return Query.boolean_query(parts, minimum_number_should_match=node.need if node.need > 1 else None)


@_compiled.register
def _(node: Best, schema: Schema) -> Query:
    if len(node.nodes) == 1:
        return compiled(node.nodes[0], schema)
    return Query.disjunction_max_query([compiled(each, schema) for each in node.nodes], tie_breaker=node.tie or None)


@_compiled.register
def _(node: Tagged, schema: Schema) -> Query:
    return among(schema, "tags", node.tags)


@_compiled.register
def _(node: Published, schema: Schema) -> Query:
    # A work without a date has 0: before any day.
    first = _moment(node.start) if node.start else 1
    last = _moment(node.end + timedelta(days=1)) - 1 if node.end and node.end < date.max else None
    within = Query.range_query(schema, "published", FieldType.Integer, first, last)
    return Query.const_score_query(within, 0.0)


@_compiled.register
def _(node: Numbered, schema: Schema) -> Query:
    return among(schema, "id", node.ids)


@_compiled.register
def _(node: Everything, schema: Schema) -> Query:
    return Query.const_score_query(Query.all_query(), 0.0)


@_compiled.register
def _(node: Scaled, schema: Schema) -> Query:
    inner = compiled(node.node, schema)
    return _boosted(inner, node.weight) if node.weight else Query.const_score_query(inner, 0.0)


@_compiled.register
def _(node: All, schema: Schema) -> Query:
    if len(node.must) == 1 and not node.should and not node.without:
        return compiled(node.must[0], schema)
    parts = [(Occur.Must, compiled(each, schema)) for each in node.must]
    parts += [(Occur.Should, compiled(each, schema)) for each in node.should]
    parts += [(Occur.MustNot, compiled(each, schema)) for each in node.without]
    return Query.boolean_query(parts)


def among(schema: Schema, field: str, values: Several[str] | Several[int]) -> Query:
    """Documents that have one of these values. Scores nothing."""
    if len(values) > FEW:
        return Query.const_score_query(Query.term_set_query(schema, field, list(values)), 0.0)
    # A set takes as long as some dozens of terms: it makes a map of all documents.
    terms = [Query.term_query(schema, field, value, index_option="basic") for value in values]
    found = terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, term) for term in terms])
    return Query.const_score_query(found, 0.0)


def _boosted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _moment(day: date) -> int:
    return milliseconds(datetime.combine(day, time.min, UTC))
