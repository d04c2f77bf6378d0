"""The demand board in the admin: topics by language and period, as a table and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import HeaderButton

from content.core.languages import language
from content.core.spreadsheets import csv_response
from search.demand.advice import advice
from search.demand.board import Board, Topic, board
from search.demand.forms import DemandForm
from search.demand.keeping import KEY_DAYS, today
from search.demand.models import COUNTS

PAGE_SIZE = 20
PERIOD = timedelta(days=90)


def may_see(request: HttpRequest) -> bool:
    return request.user.has_perm("search.view_askedquery")  # type: ignore[union-attr]  # the admin's users


def demand(request: HttpRequest) -> HttpResponse:
    """Of the last 90 days, where no period is chosen."""
    if not may_see(request):
        raise PermissionDenied
    form = DemandForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    since = chosen.get("since") or (None if chosen.get("until") else today() - PERIOD)
    asked = board(lang=chosen.get("lang") or "", since=since, until=chosen.get("until"), missed=not chosen.get("found"))
    if request.GET.get("format") == "csv":
        return csv_response("demand.csv", ["language", "query", "term", "other_names", "score", *COUNTS], _cells(asked))
    return TemplateResponse(request, "search/demand/board.html", _context(request, form, asked))


def _context(request: HttpRequest, form: DemandForm, asked: Board) -> dict[str, Any]:
    page = Paginator(asked.topics, PAGE_SIZE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    address = query.urlencode()
    title = _("What readers look for")
    export = HeaderButton(label=_("Download as CSV"), url=f"?{address}&format=csv", icon_name="download", priority=10)
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": "search",
        "breadcrumbs_items": [{"url": "", "label": _("Reports")}, {"url": "", "label": title}],
        "header_buttons": [export],
        "form": form,
        "rows": [_row(topic) for topic in page],
        "rare": [{"language": language(lang), "counts": counts} for lang, counts in sorted(asked.rare.items())],
        "page": page,
        "query": address,
        "days": settings.ORRERY_DEMAND_DAYS,
        "key_days": KEY_DAYS,
        "keep_days": settings.ORRERY_DEMAND_KEEP_DAYS,
    }


def _row(topic: Topic) -> dict[str, Any]:
    others = [{"language": language(lang), "text": text} for lang, text in topic.others]
    return {"topic": topic, "language": language(topic.lang), "others": others, "advice": advice(topic)}


def _cells(asked: Board) -> Iterator[list[object]]:
    for topic in asked.topics:
        others = "; ".join(f"{text} ({lang})" for lang, text in topic.others)
        yield [topic.lang, topic.text, topic.term, others, topic.score, *(topic.counts[name] for name in COUNTS)]
    for lang, counts in sorted(asked.rare.items()):
        yield [lang, "", "", "", "", *(counts[name] for name in COUNTS)]
