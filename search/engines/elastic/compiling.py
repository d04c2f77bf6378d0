"""From planned nodes to Elasticsearch's queries: the same scores as the embedded engine's, both compute BM25."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from elasticsearch.dsl.query import Bool, DisMax, Exists, MatchAll, MatchNone, MatchPhrase, Query, Range, Term, Terms

from search.engines.nodes import All, Best, Everything, Node, Published, Scaled, Sequence, Sum, Tagged, Token


@singledispatch
def compiled(node: Node) -> Query:
    raise TypeError(f"no node of a query: {node!r}")


def condition(query: Query) -> Query:
    """The query as a condition that scores nothing."""
    return Bool(filter=[query])


@compiled.register
def _(node: Token) -> Query:
    return Term(**{node.field: {"value": node.text, "boost": node.weight}})


@compiled.register
def _(node: Sequence) -> Query:
    if len(node.tokens) == 1:
        return compiled(Token(node.field, node.tokens[0], node.weight))
    # The analyzer of these fields splits at blanks: the tokens come back as they were.
    return MatchPhrase(**{node.field: {"query": " ".join(node.tokens), "slop": node.slop, "boost": node.weight}})


@compiled.register
def _(node: Sum) -> Query:
    if not node.nodes:
        return MatchNone()
    return Bool(should=[compiled(child) for child in node.nodes], minimum_should_match=node.need)


@compiled.register
def _(node: Best) -> Query:
    if not node.nodes:
        return MatchNone()
    return DisMax(queries=[compiled(child) for child in node.nodes], tie_breaker=node.tie)


@compiled.register
def _(node: Tagged) -> Query:
    by_name: dict[str, Any] = {}
    for tag in node.tags:
        name, value = tag.split("=", 1)
        by_name.setdefault(f"tags.{name}", []).append(value)
    if not by_name:
        return MatchNone()
    return condition(Bool(should=[Terms(**{field: values}) for field, values in by_name.items()], minimum_should_match=1))


@compiled.register
def _(node: Published) -> Query:
    limits = {"gte": node.start, "lte": node.end}
    # Rounded to days, `lte` takes the day in to its last millisecond.
    days = {name: f"{day.isoformat()}||/d" for name, day in limits.items() if day}
    if not days:
        return condition(Exists(field="published"))
    return condition(Range(published={**days, "format": "strict_date"}))


@compiled.register
def _(node: Everything) -> Query:
    return condition(MatchAll())


@compiled.register
def _(node: Scaled) -> Query:
    inner = compiled(node.node)
    return Bool(must=[inner], boost=node.weight) if node.weight else condition(inner)


@compiled.register
def _(node: All) -> Query:
    return Bool(
        must=[compiled(child) for child in node.must] or [condition(MatchAll())],
        should=[compiled(child) for child in node.should],
        must_not=[compiled(child) for child in node.without],
        minimum_should_match=0,
    )
