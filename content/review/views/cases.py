"""A reader reports a possible error, and comes back for the answer: without account, cookie or personal data."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.core.languages import language
from content.core.refusal import Refused
from content.core.serving import fresh
from content.review.actions.case import LONGEST, ReportError, too_long
from content.review.desk.reading import texts_of
from content.review.models import Publication, ReaderCase
from content.review.public.standing import PublicReview
from content.review.typed import clean


# Django's token would need a cookie of everyone, and guards nothing here: nobody is logged in. Forms of other sites are
# refused by where they come from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, work_id: int) -> HttpResponse:
    """The form, from a passage (`?passage=address`) or the whole work; nothing is stored but what is typed into it."""
    review = PublicReview.of(work_id)
    if review is None or (review.page is None and request.method != "POST"):
        raise Http404
    posted, refused = _posted(request)
    context = _form(review.publication, posted, request.GET.get("passage", ""), closed=review.page is None)
    if request.method != "POST":
        return _shown(request, context)
    # A field that people don't see and machines fill in.
    if posted.get("website"):
        return HttpResponseRedirect(review.publication.url)
    if refused or is_from_elsewhere(request):
        refused = refused or _("This form was sent from another site. Please send it from here.")
        return _shown(request, {**context, "refused": refused}, status=413 if not posted else 403)
    try:
        case = ReportError(
            work_id=work_id,
            address=context["address"],
            quote=context["quote"],
            origin=origin_of(request),
            **context["typed"],
        ).execute()
    except Refused as refusal:
        return _shown(request, {**context, "refused": str(refusal)}, status=410 if context["closed"] else 400)
    return HttpResponseRedirect(reverse("review_case", args=[case.code]))


@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a report, for whoever has its code."""
    found = get_object_or_404(ReaderCase.objects.select_related("notice"), code=clean(code).strip().upper())
    context = {"query": "", "case": found, "language": language(found.lang)}
    response = fresh(TemplateResponse(request, "review/public/case.html", context))
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _posted(request: HttpRequest) -> tuple[QueryDict, str]:
    """What was sent, or why it can't be read."""
    try:
        return request.POST, ""
    except RequestDataTooBig:
        return QueryDict(), too_long()


def _form(publication: Publication, posted: QueryDict, passage: str, *, closed: bool) -> dict[str, Any]:
    address = clean(posted.get("address") or passage)
    texts = {} if closed else texts_of(publication)
    # What a form sent comes back as it was typed, whatever the text says by now.
    quote = clean(posted.get("quote", "")) if "quote" in posted else texts.get(address, "")
    return {
        "query": "",
        "publication": publication,
        "language": language(publication.lang),
        "address": address if address in texts else "",
        "elsewhere": bool(address) and address not in texts and not closed,
        "quote": quote,
        "typed": {name: clean(posted.get(name, "")) for name in ("text", "credit")},
        "closed": closed,
        "longest": LONGEST,
    }


def origin_of(request: HttpRequest) -> str:
    """Where the request came from, as the outermost proxy of our own saw it."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies = settings.ORRERY_PROXIES
    return hops[-proxies] if 0 < proxies <= len(hops) else request.META.get("REMOTE_ADDR", "")


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that a page of another site sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is not None and origin != f"{request.scheme}://{request.get_host()}"


def _shown(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = fresh(TemplateResponse(request, "review/public/report_error.html", context, status=status))
    response.headers["X-Robots-Tag"] = "noindex"
    return response
