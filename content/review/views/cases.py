"""A reader reports a possible error, and comes back for the answer: without account or personal data."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from content.core.languages import language
from content.core.refusal import Refused
from content.review.actions.case import ReportError
from content.review.models import Publication, ReaderCase
from content.review.reading import texts_of


def report_error(request: HttpRequest, work_id: int) -> HttpResponse:
    """The form, from a passage (`?passage=address`) or the whole work; nothing is stored but what is typed into it."""
    publication = Publication.objects.in_force().filter(work_id=work_id).select_related("seal").first()
    if publication is None:
        raise Http404
    address = request.POST.get("address") or request.GET.get("passage", "")
    texts = texts_of(publication)
    typed = {name: request.POST.get(name, "") for name in ("text", "credit")}
    quote = request.POST.get("quote") or texts.get(address, "")
    context = {
        "query": "",
        "publication": publication,
        "language": language(publication.lang),
        "address": address if address in texts else "",
        "quote": quote,
        "typed": typed,
    }
    if request.method != "POST":
        return TemplateResponse(request, "review/public/report_error.html", context)
    # A field that people don't see and machines fill in.
    if request.POST.get("website"):
        return HttpResponseRedirect(publication.url)
    try:
        case = ReportError(
            work_id=work_id, address=context["address"], quote=quote, origin=request.META.get("REMOTE_ADDR", ""), **typed
        ).execute()
    except Refused as refusal:
        context["refused"] = str(refusal)
        return TemplateResponse(request, "review/public/report_error.html", context, status=400)
    return HttpResponseRedirect(reverse("review_case", args=[case.code]))


def case(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a report, for whoever has its code."""
    found = get_object_or_404(ReaderCase.objects.select_related("notice"), code=code.upper())
    response = TemplateResponse(request, "review/public/case.html", {"query": "", "case": found})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
