"""Health, the way to the reader's language, and the pages for what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.core.presentation import elsewhere
from content.core.serving import gone
from content.core.tombstones import buried_at


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when pages can be answered: the database is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def to_language(request: HttpRequest, rest: str) -> HttpResponse:
    """`/` and `/search/` lead to the reader's language."""
    code = get_language_from_request(request)
    if code not in dict(settings.LANGUAGES):
        code = settings.LANGUAGE_CODE
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"/{code}/{rest}" + (f"?{query}" if query else ""))
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; 410 where a work used to be; the other languages of a work that isn't in this one yet."""
    if "\x00" in request.path:
        # No work was ever there, and no database but SQLite can be asked.
        return render(request, "404.html", status=404)
    # As addresses are kept: in any script, each byte in per cent.
    path = escape_uri_path(request.path)
    buried = buried_at(path)
    if buried is not None:
        return gone(request, buried).render()
    translations = elsewhere(path)
    if translations:
        return render(request, "not_in_language.html", {"translations": translations}, status=404)
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": ""}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    try:
        return HttpResponseServerError(loader.get_template("500.html").render({}, request))
    except (TemplateDoesNotExist, Exception):  # noqa: BLE001  (whatever fails here, readers get a plain page)
        return HttpResponseServerError("<h1>500</h1>")
