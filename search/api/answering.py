"""What is answered, as JSON. `search.api.openapi` describes it; a test compares the two."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from content.core.presentation import Card
from search.finding import Asked, Result, Results
from search.finding.asking import parameter_of

Absolute = Callable[[str], str]


def answer_of(asked: Asked, found: Results, following: str | None, absolute: Absolute) -> dict[str, Any]:
    return {
        "query": asked.text,
        "lang": asked.lang,
        "total": found.total,
        "exact": found.exact,
        "makeshift": found.makeshift,
        "results": [_result(result, absolute) for result in found.results],
        "facets": [
            {
                "name": parameter_of(facet.name),
                "label": facet.label,
                "values": [
                    {"value": choice.value, "label": choice.label, "count": choice.count, "active": choice.active}
                    for choice in facet.choices
                ],
            }
            for facet in found.facets
        ],
        "next": following,
    }


def problem_of(status: int, title: str, detail: str, parameter: str = "") -> dict[str, Any]:
    """RFC 9457."""
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return {**problem, "parameter": parameter} if parameter else problem


def _result(result: Result, absolute: Absolute) -> dict[str, Any]:
    card = result.card
    return {
        "id": card.id,
        "type": card.kind,
        "lang": card.language.code,
        "title": card.title,
        "summary": card.summary,
        "url": absolute(card.url),
        "passage": {"url": absolute(result.url or card.url), "html": result.snippet, "text": _plain(result.snippet)},
        "level": card.level,
        "review": str(card.badge.text),
        "approved_on": card.approved_on.date().isoformat() if card.approved_on else None,
        "reasons": [{"kind": reason.kind, "text": str(reason)} for reason in result.reasons],
        "also_in": [_elsewhere(other, absolute) for other in result.also_in],
    }


def _elsewhere(card: Card, absolute: Absolute) -> dict[str, Any]:
    return {"id": card.id, "lang": card.language.code, "title": card.title, "url": absolute(card.url)}


def _plain(html: str) -> str:
    return unescape(strip_tags(html))
