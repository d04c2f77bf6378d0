"""The description of the API in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from content.core.facets import facets
from search.api.asking import MOST, SIZE
from search.documents import Sort
from search.finding.asking import LONGEST, MOST_VALUES, parameter_of

TEXT = {"type": "string"}
ADDRESS = {"type": "string", "format": "uri"}
NUMBER = {"type": "integer", "minimum": 0}
YES_OR_NO = {"type": "boolean"}


def description(server: str) -> dict[str, Any]:
    """`server` is the address of the API's root."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.WAGTAIL_SITE_NAME}: search",
            "version": "1.0.0",
            "description": "The public works of this site, as its search page finds them. All were reviewed by experts.",
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": {
            "/works": {
                "get": {
                    "operationId": "findWorks",
                    "summary": "Works that answer a query, a page at a time",
                    "parameters": [*_parameters(), *_filters()],
                    "responses": {
                        "200": _response("A page of results", "application/json", "Page"),
                        "304": {"description": "What the caller has is still the answer"},
                        "400": _response("A parameter isn't understood", "application/problem+json", "Problem"),
                        "405": _response("Another method than GET", "application/problem+json", "Problem"),
                    },
                }
            }
        },
        "components": {"schemas": _schemas()},
    }


def _parameters() -> list[dict[str, Any]]:
    codes = [code for code, _name in settings.LANGUAGES]
    return [
        _parameter("q", "The query, as people type it on the search page", {"type": "string", "maxLength": LONGEST}),
        _parameter(
            "lang",
            "The language the query is written in: works in it come first, and labels are in it. Accept-Language without it",
            {"type": "string", "enum": codes},
        ),
        _parameter("sort", "The order", {"type": "string", "enum": list(Sort), "default": Sort.RELEVANCE}),
        _parameter("limit", "Works a page", {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}),
        _parameter("cursor", "From `next` of the page before; it means nothing else", TEXT),
    ]


def _filters() -> list[dict[str, Any]]:
    several = {"type": "array", "items": TEXT, "maxItems": MOST_VALUES}
    return [
        {**_parameter(parameter_of(facet.name), "Works with one of these values", several), "style": "form", "explode": True}
        for facet in facets()
    ]


def _parameter(name: str, said: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": said, "schema": schema}


def _response(said: str, kind: str, schema: str) -> dict[str, Any]:
    return {"description": said, "content": {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _schemas() -> dict[str, Any]:
    html = {"type": "string", "description": "Escaped HTML; what answers is within <mark>"}
    value = _object(value=TEXT, label=TEXT, count=NUMBER, active=YES_OR_NO)
    work = _object(
        id=NUMBER,
        type=TEXT,
        lang=TEXT,
        title=TEXT,
        summary=TEXT,
        url=ADDRESS,
        passage=_object(url=ADDRESS, html=html, text=TEXT),
        level=TEXT,
        review=TEXT,
        approved_on={"type": ["string", "null"], "format": "date"},
        reasons=_list(_object(kind=TEXT, text=TEXT)),
        also_in=_list(_object(id=NUMBER, lang=TEXT, title=TEXT, url=ADDRESS)),
    )
    page = _object(
        query=TEXT,
        lang=TEXT,
        total={**NUMBER, "description": "Works; where not `exact`, about so many"},
        exact=YES_OR_NO,
        makeshift={**YES_OR_NO, "description": "The index is away: titles and summaries were searched"},
        results=_list({"$ref": "#/components/schemas/Work"}),
        facets=_list(_object(name=TEXT, label=TEXT, values=_list(value))),
        next={"type": ["string", "null"], "format": "uri"},
    )
    problem = _object(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT)
    problem["properties"]["parameter"] = TEXT
    return {"Page": page, "Work": work, "Problem": problem}
