"""The public search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from content.core.languages import active
from search.demand.recording import opened_address, record
from search.finding import find

PAGE_SIZE = 20
LAST_PAGE = 20


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`?q=`: what is found in the reader's language, and what only other languages have when nothing is."""
    query = request.GET.get("q", "")[:2000]
    page = _page(request)
    found = find(query, active(), page=page, size=PAGE_SIZE)
    elsewhere = find(query, size=PAGE_SIZE) if query.strip() and not found.total else None
    record(request, query, active(), own=found.total, elsewhere=elsewhere.total if elsewhere else 0)
    context = {
        "query": query,
        "opened": opened_address(query, active()),
        "found": found,
        "elsewhere": elsewhere,
        "number": page,
        "has_next": found.total > page * PAGE_SIZE and page < LAST_PAGE,
        "page": None,
    }
    return TemplateResponse(request, "search/results.html", context)


def _page(request: HttpRequest) -> int:
    value = request.GET.get("page", "1")
    return min(LAST_PAGE, max(1, int(value))) if value.isascii() and value.isdigit() and len(value) < 5 else 1
