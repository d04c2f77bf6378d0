"""A rule's refusal that nobody caught, shown with its reason."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from content.core.refusal import Refused


class Refusals:
    """A message and the way back in the admin; a page, or JSON, with the reason elsewhere. Never a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": "refused", "detail": str(exception)}, status=403)
        if request.path.startswith("/admin/") and request.user.is_authenticated:
            messages.error(request, str(exception))
            return HttpResponseRedirect(_way_back(request))
        return render(request, "403.html", {"reason": exception.reason}, status=403)


def _way_back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return referer
    return "/admin/"
