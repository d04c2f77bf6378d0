"""What templates of the public pages need."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from content.core import charts
from content.core.formula import UnreadableFormula, mathml, with_formulae

register = template.Library()
JSON_IN_HTML = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def rich(value: Any) -> SafeString:
    """Rich text as HTML, its inline formulae as MathML."""
    if isinstance(value, RichText):
        value = value.source
    return mark_safe(with_formulae(expand_db_html(str(value or ""))))  # noqa: S308  (rich text is cleaned when it is saved)


@register.filter
def formula(latex: str) -> SafeString:
    """A displayed formula; what can't be read any more is shown as it was typed."""
    try:
        return mark_safe(mathml(latex))  # noqa: S308  (texmath's own output)
    except UnreadableFormula:
        return mark_safe(f"<code>{conditional_escape(latex)}</code>")  # noqa: S308  (escaped)


@register.simple_tag
def chart_table(data: str) -> charts.Table:
    return charts.read_table(data)


@register.simple_tag
def chart_marks(kind: str, table: charts.Table) -> SafeString:
    return charts.draw(kind, table)


@register.filter
def cells(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table block, each cell with whether it heads its column or row."""
    choice = table.get("table_header_choice") or ""
    first_row = choice in {"row", "both"} or bool(table.get("first_row_is_table_header"))
    first_column = choice in {"column", "both"} or bool(table.get("first_col_is_header"))
    return [
        {
            "head": first_row and number == 0,
            "cells": [
                {"text": "" if text is None else text, "scope": _scope(first_row and number == 0, first_column and place == 0)}
                for place, text in enumerate(row)
            ],
        }
        for number, row in enumerate(table.get("data") or [])
    ]


def _scope(heads_column: bool, heads_row: bool) -> str:
    if heads_column:
        return "col"
    return "row" if heads_row else ""


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Data for machines, as Django's `json_script` writes it: no text in it ends the element it stands in."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_IN_HTML)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)


@register.simple_tag
def marks_on(marks: dict[str, list[Any]] | None, field: str, block_id: str) -> list[Any]:
    """What is said of one block of a text."""
    return (marks or {}).get(f"{field}/{block_id}", [])


@register.filter
def in_text(remark: Any, marks: dict[str, list[Any]] | None) -> list[str]:
    """The ids of the blocks that a remark is about, as far as this text has them."""
    return [address.split("/")[1] for address, found in (marks or {}).items() if remark in found]


@register.filter
def points_of(view: Any) -> list[dict[str, Any]]:
    """The points of a view with their numbers; x and y in per cent, as they were entered."""
    points = view["points"]
    ids = [item.id for item in getattr(points, "bound_blocks", ())] or [""] * len(points)
    return [
        {"id": pk, "number": number, "x": float(each["x"]), "y": float(each["y"]), "title": each["title"], "text": each["text"]}
        for number, (pk, each) in enumerate(zip(ids, points, strict=True), start=1)
    ]


@register.simple_tag(takes_context=True)
def switcher(context: template.Context) -> list[dict[str, Any]]:
    """Each language of the site with where it leads: the same work where it is public, else the same place in that
    language, which says that the work isn't there yet; from a page of no place (an error), its front page."""
    public = {entry["code"]: entry["url"] for entry in context.get("translations") or []}
    place = _place(context)
    return [
        {"language": language, "url": public.get(language.code) or f"/{language.code}/{place}", "same": language.code in public}
        for language in context["languages"]
    ]


def _place(context: template.Context) -> str:
    """The address behind the language, with what was searched for and how."""
    request = context.get("request")
    if request is None or (context.get("page") is None and "query" not in context):
        return ""
    _empty, _lang, *rest = request.path.split("/")
    return "/".join(rest) + str(context.get("address") or "")
