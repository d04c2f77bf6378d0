"""`GET /api/search/v1/works` and its description."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from content.core.languages import active
from search.api.answering import answer_of, problem_of
from search.api.asking import Wrong, asked_by, language_asked
from search.api.cursors import cursor_of
from search.api.openapi import description
from search.finding import results_of

View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Read by any site (CORS), kept by caches but asked for again: what is withdrawn isn't shown once more."""

    # Nothing is written here: another method is refused as such, not for want of a token.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Max-Age"] = "86400"
        elif request.method in {"GET", "HEAD"}:
            response = view(request, *args, **kwargs)
        else:
            response = _problem(405, _("Not allowed"), _("This address is only read: use GET."))
            response.headers["Allow"] = "GET, HEAD, OPTIONS"
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


@open_to_all
def works(request: HttpRequest) -> HttpResponse:
    try:
        lang = language_asked(request.GET, active())
        with translation.override(lang):
            response = _revalidated(request, _works(request, lang))
            response.headers["Content-Language"] = lang
            return response
    except Wrong as error:
        return _problem(400, _("Not understood"), error.reason, error.parameter)


@open_to_all
def openapi(request: HttpRequest) -> HttpResponse:
    return _revalidated(request, JsonResponse(description(request.build_absolute_uri(reverse("search_api:root")))))


@open_to_all
def root(request: HttpRequest) -> HttpResponse:
    """Where the rest is."""
    names = {"works": "search_api:works", "openapi": "search_api:openapi"}
    return JsonResponse({name: request.build_absolute_uri(reverse(view)) for name, view in names.items()})


@open_to_all
def missing(request: HttpRequest, rest: str) -> HttpResponse:
    detail = _("%(address)s lists what there is.") % {"address": reverse("search_api:root")}
    return _problem(404, _("There is nothing at this address"), detail)


def _works(request: HttpRequest, lang: str) -> HttpResponse:
    try:
        asked = asked_by(request.GET, lang)
    except Wrong as error:
        return _problem(400, _("Not understood"), error.reason, error.parameter)
    found = results_of(asked)
    following = None
    if found.has_next:
        params = request.GET.copy()
        params["lang"], params["cursor"] = lang, cursor_of({*asked.given, *found.looked_at})
        following = request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
    response = JsonResponse(answer_of(asked, found, following, request.build_absolute_uri))
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _problem(status: int, title: str, detail: str, parameter: str = "") -> HttpResponse:
    problem: dict[str, Any] = problem_of(status, title, detail, parameter)
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def _revalidated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 for who has this answer already."""
    if response.status_code != 200:
        return response
    set_response_etag(response)
    answer = get_conditional_response(request, etag=response.headers.get("ETag"), response=response)
    return answer if isinstance(answer, HttpResponse | HttpResponseNotModified) else response
