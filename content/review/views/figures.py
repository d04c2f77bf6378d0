"""What managers see: times, punctuality, load and acceptance, as a table, as charts and as CSV."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import HeaderButton

from content.core.charts import Table
from content.core.spreadsheets import csv_response
from content.review.boards.figures import COLUMNS, figures
from content.review.forms.figures import FiguresForm
from content.review.views.frame import frame, is_editor

# The columns of each chart: what is measured alike stands side by side.
CHARTS = (
    (gettext_lazy("Days from submission"), ("days_to_decision", "days_to_publication")),
    (gettext_lazy("Acceptance and punctuality, %"), ("acceptance", "punctuality")),
    (gettext_lazy("Submitted, and reviews in hand"), ("submitted", "load")),
)
MOST_BARS = 12


def reports(request: HttpRequest) -> HttpResponse:
    """By language or subject, for a period."""
    if not is_editor(request):
        raise PermissionDenied
    form = FiguresForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    by = chosen.get("by") or "lang"
    rows = figures(by, since=chosen.get("since"), until=chosen.get("until"), kind=chosen.get("kind") or "")
    if request.GET.get("format") == "csv":
        return _csv(rows, by)
    query = request.GET.copy()
    query["format"] = "csv"
    context = {
        **frame(
            _("Figures of review"),
            "table",
            buttons=[HeaderButton(label=_("Download as CSV"), url=f"?{query.urlencode()}", icon_name="download", priority=10)],
        ),
        "form": form,
        "by": by,
        "columns": COLUMNS.items(),
        "rows": [{"name": row["name"], "cells": [(label, row[name]) for name, label in COLUMNS.items()]} for row in rows],
        "charts": [_chart(str(title), names, rows) for title, names in CHARTS if _is_measured(names, rows)],
    }
    return TemplateResponse(request, "review/reports.html", context)


def _is_measured(names: tuple[str, ...], rows: list[dict[str, Any]]) -> bool:
    """Without a number a chart would be axes around nothing."""
    return any(row[name] is not None for row in rows[:MOST_BARS] for name in names)


def _chart(title: str, names: tuple[str, ...], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The busiest groups side by side; all of them are in the table below it."""
    labels = [str(COLUMNS[name]) for name in names]
    cells = [[row["name"], *("" if row[name] is None else f"{row[name]}" for name in names)] for row in rows[:MOST_BARS]]
    return {"title": title, "labels": labels, "table": Table(["", *labels], cells)}


def _csv(rows: list[dict[str, Any]], by: str) -> HttpResponse:
    cells = ([row["name"], *(row[name] for name in COLUMNS)] for row in rows)
    return csv_response(f"review-by-{by}.csv", [by, *COLUMNS], cells)
