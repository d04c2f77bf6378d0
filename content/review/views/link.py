"""A review by mail link: no account, two taps to accept, nothing changes on GET.

Every answer is private: no cache, no index, no referrer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from content.core.languages import language
from content.core.refusal import Refused
from content.review import links
from content.review.actions.comment import AddComment, SettleComment
from content.review.actions.invite import Accept, Decline, SendNewLink
from content.review.actions.report import ReportOnAssignment
from content.review.differences import differences
from content.review.links import BrokenLink
from content.review.models import Assignment, Comment, Round, Via
from content.review.reading import comments_by_address, part_rounds, sheets_of
from content.review.seating import ANSWERS, CRITERIA
from content.review.views.rounds import shown_snapshot

View = Callable[..., HttpResponse]
DRAFT_LIMIT = 200_000  # bytes


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
            return private(_broken(request, broken))
        if links.is_bound_elsewhere(request, assignment):
            return private(TemplateResponse(request, "review/link/elsewhere.html", _context(assignment, token), status=403))
        try:
            return private(view(request, assignment, token, **kwargs))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return private(HttpResponseRedirect(reverse("review_link", args=[token])))

    return wrapped


@with_assignment
def invitation(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    """The invitation: what is asked, by when, how long it takes; accept or decline."""
    if request.method == "POST":
        return _answer(request, assignment, token)
    if assignment.state == Assignment.State.ACCEPTED and assignment.devices:
        return HttpResponseRedirect(reverse("review_link_read", args=[token]))
    context = _context(assignment, token)
    if assignment.round.state != Round.State.RUNNING or assignment.state not in Assignment.ASKED:
        return TemplateResponse(request, "review/link/finished.html", context)
    return TemplateResponse(request, "review/link/invitation.html", context)


def _answer(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "decline":
        Decline(
            assignment=assignment, reason=request.POST.get("reason", "")[:5000], proposes=request.POST.get("proposes", "")[:1000]
        ).execute()
        return HttpResponseRedirect(reverse("review_link", args=[token]))
    if action not in {"accept", "continue"}:
        raise Refused(_("Choose whether you accept."))
    interests = request.POST.get("interests", "").strip()[:5000] or "none"
    accepted = Accept(assignment=assignment, interests=interests).execute() if action == "accept" else assignment
    if accepted.state != Assignment.State.ACCEPTED:
        raise Refused(_("This invitation isn't open any more. Thank you all the same."))
    response = HttpResponseRedirect(reverse("review_link_read", args=[token]))
    links.bind(accepted, response, request)
    return response


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """A fresh link to the address that the site knows; whoever asks learns nothing else."""
    try:
        assignment = links.assignment_of(token)
    except BrokenLink as broken:
        if broken.assignment is None or broken.reason == "revoked":
            return private(_broken(request, broken))
        assignment = broken.assignment
    try:
        SendNewLink(assignment=assignment).execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return private(TemplateResponse(request, "review/link/sent.html", {}))


@require_safe
@with_assignment
def read(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    """The snapshot, passage by passage, with remarks in place and the report below."""
    if assignment.state != Assignment.State.ACCEPTED or not assignment.devices:
        return HttpResponseRedirect(reverse("review_link", args=[token]))
    round_ = assignment.round
    context = {
        **_context(assignment, token),
        "sheets": sheets_of(round_, hide_authors=assignment.anonymity == "double"),
        "comments": comments_by_address(round_, assignment.expert),
        "severities": Comment.Severity.choices,
        "recommendations": round_.terms.options(),
        "questions": questions_of(round_, assignment.draft.get("answers", {})),
        "answers": ANSWERS.items(),
        "draft": assignment.draft,
        "differences": differences(round_),
        "earlier": earlier_points(round_),
    }
    return TemplateResponse(request, "review/link/read.html", context)


@xframe_options_sameorigin
@require_safe
@with_assignment
def page(request: HttpRequest, assignment: Assignment, token: str, pk: int) -> HttpResponse:
    """A snapshot in the public page's own template."""
    if assignment.state != Assignment.State.ACCEPTED or not assignment.devices:
        return HttpResponseRedirect(reverse("review_link", args=[token]))
    round_ = get_object_or_404(Round, pk=pk)
    if round_.pk not in {each.pk for each in rounds_of(assignment)}:
        raise Refused(_("This link is for another work."))
    return shown_snapshot(request, round_, hide_authors=assignment.anonymity == "double")


@require_POST
@with_assignment
def comment(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    _check_at_work(assignment)
    if settled := request.POST.get("settle"):
        found = get_object_or_404(Comment, pk=_number(settled), by=assignment.expert)
        SettleComment(comment=found, by=assignment.expert, via=Via.LINK).execute()
        return HttpResponseRedirect(reverse("review_link_read", args=[token]) + f"#c{found.pk}")
    round_ = next((each for each in rounds_of(assignment) if str(each.pk) == request.POST.get("round")), assignment.round)
    made = AddComment(
        round=round_,
        by=assignment.expert,
        address=request.POST.get("address", ""),
        quote=request.POST.get("quote", ""),
        severity=request.POST.get("severity", Comment.Severity.SHOULD),
        text=request.POST.get("text", ""),
        replacement=request.POST.get("replacement", ""),
        seat=assignment.seat,
    ).execute()
    return HttpResponseRedirect(reverse("review_link_read", args=[token]) + f"#c{made.pk}")


@require_POST
@with_assignment
def draft(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    """What is typed, kept as it is typed; wiped when the report is in."""
    _check_at_work(assignment)
    if len(request.body) > DRAFT_LIMIT:
        return JsonResponse({"saved": False}, status=413)
    try:
        typed = json.loads(request.body)
    except ValueError:
        typed = None
    if not isinstance(typed, dict):
        return JsonResponse({"saved": False}, status=400)
    answers = typed.get("answers")
    kept: dict[str, Any] = {name: str(typed[name]) for name in ("recommendation", "note", "to_editor") if typed.get(name)}
    kept["answers"] = {str(key): str(value) for key, value in answers.items()} if isinstance(answers, dict) else {}
    Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.ACCEPTED).update(draft=kept)
    return JsonResponse({"saved": True})


@require_POST
@with_assignment
def report(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    _check_at_work(assignment)
    answers = {key.removeprefix("answer-"): value for key, value in request.POST.items() if key.startswith("answer-") and value}
    typed = {name: str(request.POST.get(name, "")) for name in ("recommendation", "note", "to_editor")}
    # Whatever is refused below, nothing typed is lost.
    kept: dict[str, Any] = {**typed, "answers": answers}
    Assignment.objects.filter(pk=assignment.pk).update(draft=kept)
    try:
        ReportOnAssignment(assignment=assignment, answers=answers, via=Via.LINK, **typed).execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("review_link_read", args=[token]) + "#report")
    return HttpResponseRedirect(reverse("review_link", args=[token]))


def rounds_of(assignment: Assignment) -> list[Round]:
    """The round asked for, then those of the work's parts that run beside it: a novel is reviewed as a whole."""
    return [assignment.round, *part_rounds(assignment.round)]


def questions_of(round_: Round, answers: dict[str, str]) -> list[dict[str, Any]]:
    """The form's questions with what is answered so far."""
    return [
        {**question, "label": question.get("text") or CRITERIA[question["key"]], "answer": answers.get(question["key"], "")}
        for question in round_.terms.form
    ]


def earlier_points(round_: Round) -> list[Comment]:
    """Each point of the round before, with its answer: the next round begins with them."""
    before = Round.objects.of_work(round_.work_id).filter(number__lt=round_.number).order_by("-number").first()
    return list(before.comments.all()) if before else []


def _check_at_work(assignment: Assignment) -> None:
    if assignment.state != Assignment.State.ACCEPTED or not assignment.devices:
        raise Refused(_("This invitation isn't open any more. Thank you all the same."))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _context(assignment: Assignment, token: str) -> dict[str, Any]:
    round_ = assignment.round
    seat = next((seat for seat in round_.terms.seats if seat.slug == assignment.seat), None)
    return {
        "assignment": assignment,
        "round": round_,
        "seat": seat,
        "token": token,
        "language": language(round_.lang),
        "summary": round_.content.get("summary", ""),
        # No search among what is asked; the language menu leads to this page in another language.
        "query": "",
    }


def _broken(request: HttpRequest, broken: BrokenLink) -> HttpResponse:
    status = {"invalid": 404}.get(broken.reason, 410)
    may_renew = broken.reason == "expired" and broken.assignment is not None
    context = {"reason": broken.reason, "may_renew": may_renew, "token": request.resolver_match.kwargs["token"]}  # type: ignore[union-attr]
    return TemplateResponse(request, "review/link/broken.html", context, status=status)
