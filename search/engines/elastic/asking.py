"""A planned query as one search request, and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Bool, Query, Terms

from search.documents import Counts, Hit, SearchAnswer, SearchRequest, Sort
from search.engines.elastic.compiling import compiled
from search.engines.fields import number_of
from search.engines.nodes import Node

WINDOW = 10_000  # hits that an index can be asked for
MOST_VALUES = 5000
# How many works there are; each of some hundreds is told apart.
WORKS = A("cardinality", field="group")
ALL = "|"  # no name of a facet
ORDERS: dict[Sort, list[Any]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, {"id": "asc"}],
    Sort.NEWEST: [{"published": {"order": "desc", "missing": "_last"}}, {"id": "asc"}],
    Sort.TITLE: [{"order": "asc"}, {"id": "asc"}],
}


def asked(node: Node, request: SearchRequest, *, without: int | None = None) -> dict[str, Any]:
    """The request's body. Filters that are counted too apply after counting; the counts have all but their own.

    `without`: the group that is left out.
    """
    counted = {name: _tagged(name, values) for name, values in request.filters if name in request.facets}
    conditions = [_tagged(name, values) for name, values in request.filters if name not in counted]
    if request.groups:
        conditions.append(Terms(group=[number_of(group) for group in request.groups]))
    search = Search()
    if counted:
        search = search.post_filter(Bool(filter=list(counted.values())))
    if request.facets:
        search.aggs.bucket(ALL, _works_of(counted.values()))
    for name in request.facets:
        others = [query for other, query in counted.items() if other != name]
        values = A("terms", field=f"tags.{name}", size=MOST_VALUES).metric("works", WORKS)
        search.aggs.bucket(name, _works_of(others)).bucket("values", values)
    query: dict[str, Any] = {"must": [compiled(node)], "filter": [each.to_dict() for each in conditions]}
    if without is not None:
        query["must_not"] = [{"term": {"group": without}}]
    return {**search.to_dict(), "query": {"bool": query}, **_paged(request)}


def _works_of(filters: Iterable[Query]) -> Any:
    return A("filter", Bool(filter=list(filters))).metric("works", WORKS)


def _paged(request: SearchRequest) -> dict[str, Any]:
    start = min(request.offset, WINDOW)
    return {
        "from": start,
        "size": min(request.limit, WINDOW - start),
        "sort": ORDERS[request.sort],
        "track_total_hits": True,
        # Columns alone are read, no stored document.
        "stored_fields": "_none_",
        "docvalue_fields": ["id", "lang", "group"],
    }


def _tagged(name: str, values: Iterable[str]) -> Query:
    field: Any = {f"tags.{name}": list(values)}
    return Terms(**field)


def answered(response: Any, node: Node, request: SearchRequest) -> SearchAnswer:
    # Where nothing is found the answer has no hits.
    hits = [_hit(each) for each in response["hits"].get("hits", ())]
    counted = _counts(response["aggregations"], request.facets) if request.facets else None
    return SearchAnswer(response["hits"]["total"]["value"], hits, counted, node)


def _hit(found: dict[str, Any]) -> Hit:
    columns = found["fields"]
    return Hit(columns["id"][0], columns["lang"][0], found.get("_score") or 0.0, columns["group"][0])


def _counts(aggregations: dict[str, Any], names: Iterable[str]) -> Counts:
    facets = {}
    for name in names:
        buckets = aggregations[name]["values"]["buckets"]
        if buckets:
            facets[name] = {bucket["key"]: _works(bucket) for bucket in buckets}
    return Counts(_works(aggregations[ALL]), facets)


def _works(counted: dict[str, Any]) -> int:
    return int(counted["works"]["value"])
