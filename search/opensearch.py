"""The site's search in the browser's own search field: OpenSearch 1.1, and suggestions as browsers read them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.core.languages import active, language
from search.completion.suggesting import suggest

LONGEST_NAME = 16  # characters, says the standard
TERMS = "?q={searchTerms}"


@require_safe
def described(request: HttpRequest) -> HttpResponse:
    code = language(active())
    context = {
        "name": str(settings.WAGTAIL_SITE_NAME)[:LONGEST_NAME],
        "description": _("Search in %(site)s, in %(language)s") % {"site": settings.WAGTAIL_SITE_NAME, "language": code.name},
        "language": code.tag,
        "results": request.build_absolute_uri(reverse("search:results")) + TERMS,
        "suggestions": request.build_absolute_uri(reverse("search:suggestions")) + TERMS,
        "feed": request.build_absolute_uri(reverse("search:feed")) + TERMS,
        "own": request.build_absolute_uri(),
    }
    response = TemplateResponse(
        request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )
    patch_cache_control(response, public=True, max_age=86400)
    return response


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What was typed, and three lists beside each other: texts, what they are, where they lead."""
    typed = request.GET.get("q", "")
    found = suggest(typed, active())
    items = [*found.works, *found.terms, *found.persons]
    addresses = [request.build_absolute_uri(item.url) for item in items]
    answer = [typed, [item.text for item in items], [item.detail for item in items], addresses]
    response = JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")
    patch_cache_control(response, public=True, no_cache=True)
    return response
