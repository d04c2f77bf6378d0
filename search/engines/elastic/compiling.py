"""From planned nodes to Elasticsearch's queries: the same scores as the embedded engine's, both compute BM25.

As plain mappings: a query without a language has hundreds of nodes, and an object for each took longer than the search.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from search.engines.nodes import All, Best, Everything, Near, Node, Numbered, Published, Scaled, Sequence, Sum, Tagged, Token

Compiled = dict[str, Any]
NOTHING: Compiled = {"match_none": {}}


@singledispatch
def compiled(node: Node) -> Compiled:
    raise TypeError(f"no node of a query: {node!r}")


def condition(query: Compiled) -> Compiled:
    """The query as a condition that scores nothing."""
    return {"bool": {"filter": [query]}}


@compiled.register
def _(node: Token) -> Compiled:
    return {"term": {node.field: {"value": node.text, "boost": node.weight}}}


@compiled.register
def _(node: Sequence) -> Compiled:
    if len(node.tokens) == 1:
        return compiled(Token(node.field, node.tokens[0], node.weight))
    # The analyzer of these fields splits at blanks: the tokens come back as they were.
    return {"match_phrase": {node.field: {"query": " ".join(node.tokens), "boost": node.weight}}}


@compiled.register
def _(node: Near) -> Compiled:
    clauses = [{"span_term": {node.field: token}} for token in node.tokens]
    window = {"span_near": {"clauses": clauses, "slop": node.between, "in_order": False}}
    return {"constant_score": {"filter": window, "boost": node.score}}


@compiled.register
def _(node: Sum) -> Compiled:
    if not node.nodes:
        return NOTHING
    return {"bool": {"should": [compiled(child) for child in node.nodes], "minimum_should_match": node.need}}


@compiled.register
def _(node: Best) -> Compiled:
    if not node.nodes:
        return NOTHING
    return {"dis_max": {"queries": [compiled(child) for child in node.nodes], "tie_breaker": node.tie}}


@compiled.register
def _(node: Tagged) -> Compiled:
    by_name: dict[str, list[str]] = {}
    for tag in node.tags:
        name, value = tag.split("=", 1)
        by_name.setdefault(f"tags.{name}", []).append(value)
    choices = [{"terms": {field: values}} for field, values in by_name.items()]
    return condition({"bool": {"should": choices, "minimum_should_match": 1}}) if choices else NOTHING


@compiled.register
def _(node: Published) -> Compiled:
    limits = {"gte": node.start, "lte": node.end}
    # Rounded to days, `lte` takes the day in to its last millisecond.
    days = {name: f"{day.isoformat()}||/d" for name, day in limits.items() if day}
    if not days:
        return condition({"exists": {"field": "published"}})
    return condition({"range": {"published": {**days, "format": "strict_date"}}})


@compiled.register
def _(node: Numbered) -> Compiled:
    return condition({"terms": {"id": list(node.ids)}})


@compiled.register
def _(node: Everything) -> Compiled:
    return condition({"match_all": {}})


@compiled.register
def _(node: Scaled) -> Compiled:
    inner = compiled(node.node)
    return {"bool": {"must": [inner], "boost": node.weight}} if node.weight else condition(inner)


@compiled.register
def _(node: All) -> Compiled:
    clauses: dict[str, Any] = {
        "must": [compiled(child) for child in node.must] or [condition({"match_all": {}})],
        "should": [compiled(child) for child in node.should],
        "must_not": [compiled(child) for child in node.without],
    }
    return {"bool": {name: nodes for name, nodes in clauses.items() if nodes} | {"minimum_should_match": 0}}
