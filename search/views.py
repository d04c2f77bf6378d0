"""The public search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.core.facets import facet
from content.core.languages import active
from search.demand.recording import opened_address, record
from search.documents import Sort
from search.finding import Asked, results_of
from search.finding.across import by_terms_alone
from search.finding.asking import LAST_PAGE
from search.finding.composing import CHOICES, composed
from search.finding.grammar import grammar
from search.finding.sorting import SORTS

# Django redirects to no more than 16,384 bytes; a character takes up to twelve of them in an address.
LONGEST_WRITTEN = 1300


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`?q=`: works in the reader's language first, then in others; filters, order and page are in the address too."""
    asked = Asked.of(request.GET, active())
    found = results_of(asked)
    if asked.page > 1 and not found.results and not found.has_next:
        # Past the last page; nothing is wrong with the query, and nobody asked for what there isn't.
        return HttpResponseRedirect(reverse("search:results") + asked.address(page=1))
    if not found.makeshift:
        record(request, asked.text, asked.lang, own=found.own, elsewhere=found.total - found.own)
    context = {
        "asked": asked,
        "opened": opened_address(asked.text, asked.lang),
        "query": asked.text,
        "found": found,
        "sorts": [(label, asked.address(sort=sort, page=1), sort is asked.sort) for sort, label in SORTS.items()],
        "views": [asked.address(gallery=False, page=1), asked.address(gallery=True, page=1)],
        "previous": asked.address(page=asked.page - 1) if asked.page > 1 else "",
        "following": asked.address(page=asked.page + 1) if found.has_next and asked.page < LAST_PAGE else "",
        "kept": [pair for pair in asked.pairs() if pair[0] not in {"q", "page"}],
        "everywhere": asked.address(within="", page=1),
        "without_filters": asked.address(filters=(), page=1),
        "choices": _choices_of_form(),
        "by_terms_alone": by_terms_alone(),
        "address": asked.address() if asked.pairs() else "",
        "feed": reverse("search:feed") + asked.address(page=1, gallery=False) if asked.text or asked.filters else "",
        "page": None,
    }
    return TemplateResponse(request, "search/results.html", context)


@require_safe
def advanced(request: HttpRequest) -> HttpResponse:
    """What the form's fields ask for, as a query on the page of results."""
    text = composed(request.GET.dict(), grammar(active()))[:LONGEST_WRITTEN]
    asked = Asked(text=text, sort=Sort.RELEVANCE)
    return HttpResponseRedirect(reverse("search:results") + asked.address())


def _choices_of_form() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What the form offers to choose from: name, label, values with theirs."""
    found = []
    for name in CHOICES:
        offered = facet(name)
        if offered is not None:
            values = list(offered.names(None))
            found.append((name, str(offered.label), list(offered.labels(values, active()).items())))
    return found
