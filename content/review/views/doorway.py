"""The door of a mail link: who may pass, what a broken link shows instead, and that no answer is kept by anyone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from content.core.languages import language
from content.core.refusal import Refused
from content.review.correspondence import links
from content.review.correspondence.links import BrokenLink
from content.review.desk.anonymity import veil_of
from content.review.desk.reading import part_rounds
from content.review.desk.showing import Showing
from content.review.models import Assignment, Round

View = Callable[..., HttpResponse]


def private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def with_assignment(view: View) -> View:
    """The view of an assignment that a link opens; what a broken link shows instead says what to do."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            assignment = links.assignment_of(token)
        except BrokenLink as broken:
            return private(broken_page(request, broken, token))
        if links.is_bound_elsewhere(request, assignment):
            return private(TemplateResponse(request, "review/link/elsewhere.html", context_of(assignment, token), status=403))
        try:
            return private(view(request, assignment, token, **kwargs))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return private(HttpResponseRedirect(reverse("review_link", args=[token])))

    return wrapped


def at_work(view: View) -> View:
    """As `with_assignment`, for what only who has accepted may see or do."""

    @wraps(view)
    def wrapped(request: HttpRequest, assignment: Assignment, token: str, **kwargs: Any) -> HttpResponse:
        if not is_at_work(assignment):
            if request.method == "POST":
                raise Refused(_("This invitation isn't open any more. Thank you all the same."))
            return HttpResponseRedirect(reverse("review_link", args=[token]))
        return view(request, assignment, token, **kwargs)

    return with_assignment(wrapped)


def is_at_work(assignment: Assignment) -> bool:
    return assignment.state == Assignment.State.ACCEPTED and bool(assignment.devices)


def broken_page(request: HttpRequest, broken: BrokenLink, token: str) -> HttpResponse:
    status = {"invalid": 404}.get(broken.reason, 410)
    may_renew = broken.reason == "expired" and broken.assignment is not None
    context = {"reason": broken.reason, "may_renew": may_renew, "token": token, "query": ""}
    return TemplateResponse(request, "review/link/broken.html", context, status=status)


def rounds_of(assignment: Assignment) -> list[Round]:
    """The round asked for, then those of the work's parts that run beside it: a novel is reviewed as a whole."""
    return [assignment.round, *part_rounds(assignment.round)]


def showing_of(assignment: Assignment, token: str) -> Showing:
    """Pictures come through the link: nobody outside sees the files of a draft."""
    return Showing(lambda model, pk: reverse("review_link_file", args=[token, model, pk]), veil_of(assignment))


def context_of(assignment: Assignment, token: str) -> dict[str, Any]:
    round_, veil = assignment.round, veil_of(assignment)
    seat = next((seat for seat in round_.terms.seats if seat.slug == assignment.seat), None)
    return {
        "assignment": assignment,
        "round": round_,
        "seat": seat,
        "token": token,
        "language": language(round_.lang),
        "title": veil.over(round_.title),
        "summary": veil.over(str(round_.content.get("summary", ""))),
        # No search among what is asked; the language menu leads to this page in another language.
        "query": "",
    }
