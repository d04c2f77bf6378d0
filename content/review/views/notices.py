"""Notices about public works, and what readers reported, in the admin."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from content.core.works import work_of
from content.review import policies
from content.review.actions.case import AnswerCase
from content.review.actions.notice import ApproveNotice, DismissNotice, ProposeNotice
from content.review.board import Board
from content.review.models import Notice, ReaderCase
from content.review.views.rounds import acting_user


def notices(request: HttpRequest) -> HttpResponse:
    """Those that wait for an expert, and the latest."""
    user = acting_user(request)
    board = Board(user)
    if not (board.is_editor or board.is_scientist):
        raise PermissionDenied
    if request.method == "POST":
        notice = get_object_or_404(Notice, pk=_number(request.POST.get("notice", "")))
        if "approve" in request.POST:
            ApproveNotice(notice=notice, by=user).execute()
            messages.success(request, _("The notice is public."))
        else:
            DismissNotice(notice=notice, by=user).execute()
        return redirect("review:notices")
    context = {
        "waiting": Notice.objects.filter(state=Notice.State.PROPOSED),
        "latest": Notice.objects.exclude(state=Notice.State.PROPOSED)[:30],
        "is_scientist": user.has_perm("review.endorse"),
    }
    return TemplateResponse(request, "review/notices.html", context)


def notice(request: HttpRequest, work_id: int) -> HttpResponse:
    """The form of a notice about a work, filled from a reader's report where it comes from one."""
    user, work = acting_user(request), work_of(work_id)
    if policies.may_publish(user, work):
        raise PermissionDenied
    case = ReaderCase.objects.filter(pk=_number(request.GET.get("case", "")), work_id=work_id).first()
    if request.method == "POST":
        posted = request.POST
        made = ProposeNotice(
            work=work,
            by=user,
            notice=posted.get("kind", ""),
            was=posted.get("was", ""),
            now=posted.get("now", ""),
            reported_by=posted.get("reported_by", ""),
            passages=[case.address] if case and case.address else [],
            case=case,
        ).execute()
        public = made.state == Notice.State.PUBLIC
        messages.success(request, _("The notice is public.") if public else _("The notice waits for an expert."))
        return redirect("review:notices")
    context = {"work": work, "kinds": Notice.Kind.choices, "case": case, "cautionary": Notice.CAUTIONARY}
    return TemplateResponse(request, "review/notice.html", context)


def cases(request: HttpRequest) -> HttpResponse:
    """What readers reported, new ones first."""
    user = acting_user(request)
    if not Board(user).is_editor:
        raise PermissionDenied
    if request.method == "POST":
        case = get_object_or_404(ReaderCase, pk=_number(request.POST.get("case", "")))
        state = ReaderCase.State.DISMISSED if "dismiss" in request.POST else ReaderCase.State.ANSWERED
        AnswerCase(case=case, by=user, answer=request.POST.get("answer", ""), state=state).execute()
        messages.success(request, _("The reader will find your answer."))
        return redirect("review:cases")
    new = ReaderCase.objects.filter(state=ReaderCase.State.NEW)
    latest = ReaderCase.objects.exclude(state=ReaderCase.State.NEW)[:30]
    return TemplateResponse(request, "review/cases.html", {"new": new, "latest": latest})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
