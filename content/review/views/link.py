"""A review by mail link: no account, two taps to accept, nothing changes on GET."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.core.passages import unit_of
from content.core.refusal import Refused
from content.review.actions.comment import AddComment, SettleComment
from content.review.actions.invite import Accept, Decline, SendNewLink
from content.review.actions.report import ReportOnAssignment
from content.review.correspondence import links
from content.review.correspondence.links import BrokenLink
from content.review.desk.answering import questions_of
from content.review.desk.differences import differences
from content.review.desk.drafts import keep, kept, milliseconds, without_comment
from content.review.desk.earlier import earlier_points
from content.review.desk.reading import comments_by_address, sheets_of
from content.review.models import Assignment, Comment, Round, Via
from content.review.seats.seating import ANSWERS
from content.review.typed import typed
from content.review.views.doorway import at_work, broken_page, context_of, private, rounds_of, showing_of, with_assignment


@require_http_methods(["GET", "HEAD", "POST"])
@with_assignment
def invitation(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    """The invitation: what is asked, by when, how long it takes; accept or decline."""
    if request.method == "POST":
        return _answer(request, assignment, token)
    if assignment.state == Assignment.State.ACCEPTED and assignment.devices:
        return HttpResponseRedirect(reverse("review_link_read", args=[token]))
    context = context_of(assignment, token)
    if assignment.round.state != Round.State.RUNNING or assignment.state not in Assignment.ASKED:
        return TemplateResponse(request, "review/link/finished.html", context)
    response = TemplateResponse(request, "review/link/invitation.html", context)
    links.offer_key(assignment, response, request)
    return response


def _answer(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    posted = typed(request)
    action = posted.get("action", "")
    if action == "decline":
        Decline(
            assignment=assignment, reason=posted.get("reason", "")[:5000], proposes=posted.get("proposes", "")[:1000]
        ).execute()
        return HttpResponseRedirect(reverse("review_link", args=[token]))
    if action not in {"accept", "continue"}:
        raise Refused(_("Choose whether you accept."))
    interests = posted.get("interests", "").strip()[:5000] or "none"
    response = HttpResponseRedirect(reverse("review_link_read", args=[token]))
    with transaction.atomic():
        accepted = Accept(assignment=assignment, interests=interests).execute() if action == "accept" else assignment
        if accepted.state != Assignment.State.ACCEPTED:
            raise Refused(_("This invitation isn't open any more. Thank you all the same."))
        if links.is_bound_elsewhere(request, accepted):
            # Another browser was quicker by a moment.
            return TemplateResponse(request, "review/link/elsewhere.html", context_of(accepted, token), status=403)
        links.bind(accepted, response, request)
    return response


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """A fresh link to the address that the site knows; whoever asks learns nothing else."""
    try:
        assignment = links.assignment_of(token)
    except BrokenLink as broken:
        if broken.assignment is None or broken.reason == "revoked":
            return private(broken_page(request, broken, token))
        assignment = broken.assignment
    try:
        SendNewLink(assignment=assignment).execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return private(TemplateResponse(request, "review/link/sent.html", {"query": ""}))


@require_safe
@at_work
def read(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    """The snapshot, passage by passage, with remarks in place and the report below."""
    rounds = rounds_of(assignment)
    showing = showing_of(assignment, token)
    comments = comments_by_address(rounds, assignment.expert)
    own = [comment for found in comments.values() for comment in found]
    draft = kept(assignment)
    context = {
        **context_of(assignment, token),
        "sheets": sheets_of(rounds, showing),
        "comments": comments,
        "blocking": [comment for comment in own if comment.is_blocking],
        "severities": Comment.Severity.choices,
        # Without JavaScript the passage is named in the address, and its form comes with the page.
        "commenting": request.GET.get("comment", ""),
        "recommendations": assignment.round.terms.options(),
        "questions": questions_of(assignment.round, draft.get("answers", {})),
        "answers": ANSWERS.items(),
        "draft": draft,
        "now": milliseconds(),
        "differences": [found for round_ in rounds for found in differences(round_, showing.veil) or ()],
        "earlier": [point for round_ in rounds for point in earlier_points(round_, showing.veil)],
    }
    return TemplateResponse(request, "review/link/read.html", context)


@require_POST
@at_work
def comment(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    rounds = rounds_of(assignment)
    posted = typed(request)
    desk = reverse("review_link_read", args=[token])
    if settled := posted.get("settle"):
        found = get_object_or_404(Comment, pk=_number(settled), by=assignment.expert, round__in=rounds)
        if "note" in posted:
            # The button stands in the report's form: what is typed there stays.
            keep(assignment, _report_in(posted))
        SettleComment(comment=found, by=assignment.expert, via=Via.LINK).execute()
        return HttpResponseRedirect(f"{desk}#c{found.pk}")
    round_ = next((each for each in rounds if str(each.pk) == posted.get("round")), None)
    if round_ is None:
        raise Refused(_("This link is for another work."))
    address = posted.get("address", "")
    try:
        made = AddComment(
            round=round_,
            by=assignment.expert,
            address=address,
            point=posted.get("point", ""),
            quote=posted.get("quote", ""),
            severity=posted.get("severity", Comment.Severity.SHOULD),
            text=posted.get("text", ""),
            replacement=posted.get("replacement", ""),
            seat=assignment.seat,
        ).execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(desk)
    without_comment(assignment, f"{round_.pk}:{unit_of(address)}")
    return HttpResponseRedirect(f"{desk}#c{made.pk}")


@require_POST
@at_work
def report(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    said = _report_in(typed(request))
    # Whatever is refused below, nothing typed is lost.
    keep(assignment, said)
    try:
        ReportOnAssignment(assignment=assignment, via=Via.LINK, **said).execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("review_link_read", args=[token]) + "#report")
    return HttpResponseRedirect(reverse("review_link", args=[token]))


def _report_in(posted: dict[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {name: posted.get(name, "") for name in ("recommendation", "note", "to_editor")}
    said["answers"] = {key.removeprefix("answer-"): value for key, value in posted.items() if key.startswith("answer-") and value}
    return said


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
