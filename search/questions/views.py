"""The form to ask a scientist, and the page where the answer will stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.core.languages import active, language
from content.core.refusal import Refused
from content.core.serving import fresh
from content.review.typed import clean
from content.review.views.cases import is_from_elsewhere, origin_of
from search.questions.asking import LONGEST, AskScientists
from search.questions.models import ReaderQuestion


# As reports of errors: Django's token would need a cookie of everyone, and forms of other sites are refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest) -> HttpResponse:
    """The form, begun with what was searched for (`?q=`)."""
    typed = clean(request.POST.get("text") or request.GET.get("q", ""))[: 2 * LONGEST]
    context = {"query": "", "typed": typed, "longest": LONGEST}
    if request.method != "POST":
        return _shown(request, context)
    # A field that people don't see and machines fill in.
    if request.POST.get("website"):
        return HttpResponseRedirect(reverse("search:results"))
    if is_from_elsewhere(request):
        refused = _("This form was sent from another site. Please send it from here.")
        return _shown(request, {**context, "refused": refused}, status=403)
    try:
        asked = AskScientists(text=typed, lang=active(), origin=origin_of(request)).execute()
    except Refused as refusal:
        return _shown(request, {**context, "refused": str(refusal)}, status=400)
    return HttpResponseRedirect(reverse("search:answer", args=[asked.code]))


@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """A question and its answer, for whoever has the code."""
    asked = get_object_or_404(ReaderQuestion, code=clean(code).strip().upper())
    return _shown(request, {"query": "", "question": asked, "language": language(asked.lang)})


def _shown(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    name = "search/answer.html" if "question" in context else "search/question.html"
    response = fresh(TemplateResponse(request, name, context, status=status))
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
