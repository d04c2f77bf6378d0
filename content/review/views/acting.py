"""What is done on a round's page: one form a thing to do; the action itself says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages as admin_messages

from content.core.refusal import Refused
from content.people.models import User
from content.review import policies
from content.review.actions.comment import AnswerComment, SettleComment, TakeOver
from content.review.actions.decide import Decide
from content.review.actions.invite import Invite, Release, SendNewLink
from content.review.actions.report import ReportOnAssignment, SubmitReport
from content.review.actions.urgent import ClearUrgently
from content.review.models import Assignment, Comment, Report, Round, Via
from content.review.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable


def act(request: HttpRequest, round_: Round) -> HttpResponse | None:
    """Where to go then: to the board after a report, else back to the page. None: something is wrong with what was typed,
    and a message says what. Raises `Refused`."""
    user, posted = request.user, typed(request)
    if not isinstance(user, User):
        raise PermissionDenied
    if {"endorse", "changes", "recommendation"} & posted.keys():
        return _report(request, round_, user)
    doing: dict[str, Callable[[HttpRequest, Round, User], str | None]] = {
        "decision": _decide,
        "invite": _invite,
        "clear": _clear,
        "release": _release,
        "new_link": _send_new_link,
        "answer": _answer,
        "take_over": _take_over,
        "settle": _settle,
    }
    name = next((name for name in doing if name in posted), None)
    anchor = doing[name](request, round_, user) if name else ""
    return None if anchor is None else redirect(reverse("review:round", args=[round_.pk]) + anchor)


def answers_in(posted: Mapping[str, str]) -> dict[str, str]:
    """The answers to the form's questions, by their keys."""
    return {key.removeprefix("answer-"): value for key, value in posted.items() if key.startswith("answer-") and value}


def _report(request: HttpRequest, round_: Round, user: User) -> HttpResponse:
    posted = typed(request)
    said = {"note": posted.get("note", ""), "to_editor": posted.get("to_editor", "")}
    yes = Report.Recommendation.ENDORSE
    recommendation = yes if "endorse" in posted else posted.get("recommendation") or Report.Recommendation.CHANGES
    accepted = Assignment.objects.filter(round=round_, expert=user, state=Assignment.State.ACCEPTED).first()
    if accepted:
        # Asked for the whole: its chapters are reported on with it.
        ReportOnAssignment(
            assignment=accepted, recommendation=recommendation, answers=answers_in(posted), via=Via.ADMIN, **said
        ).execute()
    else:
        SubmitReport(round=round_, by=user, recommendation=recommendation, answers=answers_in(posted), **said).execute()
    report = round_.reports.filter(by=user).latest("pk")
    round_.refresh_from_db(fields=["state"])
    if report.recommendation != yes:
        text = _("The editors of “%(title)s” will see what you asked for.")
    elif round_.state == Round.State.APPROVED:
        text = _("You endorsed “%(title)s”: exactly this content is approved.")
    else:
        text = _("Your endorsement of “%(title)s” counts.")
    messages.success(request, text % {"title": round_.title})
    return redirect("review:board")


def _decide(request: HttpRequest, round_: Round, user: User) -> str:
    posted = typed(request)
    Decide(round=round_, by=user, decision=posted["decision"], letter=posted.get("letter", "")).execute()
    messages.success(request, _("Decided: %(title)s.") % {"title": round_.title})
    return ""


def _invite(request: HttpRequest, round_: Round, user: User) -> str | None:
    posted = typed(request)
    if reason := policies.may_invite(user, round_):
        raise Refused(reason)
    address = posted["invite"].strip()
    expert = User.objects.filter(email__iexact=address, is_active=True).first() if address else None
    if expert is None:
        text = _("Nobody here has the address “%(address)s”. Propose them as an expert first.") % {"address": address}
        buttons = [admin_messages.button(f"{reverse('review:propose')}?{urlencode({'email': address})}", _("Propose an expert"))]
        admin_messages.error(request, text, buttons=buttons)
        return None
    Invite(
        round=round_,
        by=user,
        expert=expert,
        seat=posted.get("seat", ""),
        anonymity=posted.get("anonymity", ""),
        reason=posted.get("reason", ""),
        in_line="in_line" in posted,
    ).execute()
    text = _("%(name)s is next in line.") if "in_line" in posted else _("%(name)s is invited.")
    messages.success(request, text % {"name": expert})
    return "#seats"


def _clear(request: HttpRequest, round_: Round, user: User) -> str:
    ClearUrgently(round=round_, by=user).execute()
    messages.success(request, _("“%(title)s” is public, provisionally.") % {"title": round_.title})
    return ""


def _release(request: HttpRequest, round_: Round, user: User) -> str:
    assignment = _assignment(request, round_, user, "release")
    Release(assignment=assignment, by=user).execute()
    messages.success(request, _("%(name)s is released.") % {"name": assignment.expert})
    return "#seats"


def _send_new_link(request: HttpRequest, round_: Round, user: User) -> str:
    assignment = _assignment(request, round_, user, "new_link")
    SendNewLink(assignment=assignment).execute()
    messages.success(request, _("A new link is on its way to %(name)s.") % {"name": assignment.expert})
    return "#seats"


def _assignment(request: HttpRequest, round_: Round, user: User, name: str) -> Assignment:
    if reason := policies.may_invite(user, round_):
        raise PermissionDenied(reason)
    return get_object_or_404(Assignment, pk=_number(typed(request)[name]), round=round_)


def _answer(request: HttpRequest, round_: Round, user: User) -> str:
    comment = _comment(request, round_, "answer")
    AnswerComment(comment=comment, by=user, answer=typed(request).get("text", "")).execute()
    return f"#c{comment.pk}"


def _take_over(request: HttpRequest, round_: Round, user: User) -> str:
    comment = _comment(request, round_, "take_over")
    TakeOver(comment=comment, by=user).execute()
    messages.success(request, _("The replacement is in the draft."))
    return f"#c{comment.pk}"


def _settle(request: HttpRequest, round_: Round, user: User) -> str:
    comment = _comment(request, round_, "settle")
    SettleComment(comment=comment, by=user).execute()
    return f"#c{comment.pk}"


def _comment(request: HttpRequest, round_: Round, name: str) -> Comment:
    return get_object_or_404(Comment, pk=_number(typed(request)[name]), round=round_)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
