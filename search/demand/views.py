"""What readers' browsers say back, and the page to ask for a topic: without account, cookie or script."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from content.core.languages import active
from content.review.views.cases import is_from_elsewhere
from search.demand.privacy import may_be_kept, tidy
from search.demand.recording import ask_for, is_read
from search.demand.recording import opened as count_opened

LONGEST = 2000


# Django's token would need a cookie of everyone; nobody is logged in here, and all that is sent is counted.
@csrf_exempt
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """A link of the results was followed: what browsers send for its `ping`."""
    count_opened(request, request.GET.get("of", "")[:LONGEST])
    return HttpResponse(status=204)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a topic (`q`) that nothing is written about; asking is counted, and leads to a page that says thanks."""
    if request.method == "POST":
        return _asked(request)
    context = {"query": "", "topic": request.GET.get("q", "")[:LONGEST], "thanks": "thanks" in request.GET}
    return _shown(request, context)


def _asked(request: HttpRequest) -> HttpResponse:
    topic = tidy(request.POST.get("q", "")[:LONGEST])
    if not may_be_kept(topic) or is_from_elsewhere(request):
        return _shown(request, {"query": "", "topic": topic, "refused": True}, status=400)
    if is_read(request):
        ask_for(topic, active())
    return HttpResponseRedirect(f"{reverse('search:ask')}?thanks")


def _shown(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = TemplateResponse(request, "search/ask.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
