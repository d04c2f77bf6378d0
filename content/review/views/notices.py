"""Notices about public works, and what readers reported, in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from content.core.languages import isolated
from content.core.refusal import Refused
from content.core.works import work_of
from content.review import policies
from content.review.actions.case import AnswerCase
from content.review.actions.notice import ApproveNotice, DismissNotice, ProposeNotice
from content.review.boards.board import Board
from content.review.desk.reading import passages_to_name
from content.review.forms.notices import NoticeForm
from content.review.models import Notice, Publication, ReaderCase
from content.review.typed import typed
from content.review.views.frame import frame, is_editor
from content.review.views.rounds import acting_user

LATELY = 30
A_SCREEN = 100


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
            messages.success(request, _("The notice is dismissed: readers won't see it."))
        return redirect("review:notices")
    context = {
        **frame(_("Notices"), "warning"),
        "waiting": Notice.objects.filter(state=Notice.State.PROPOSED).order_by("made_at")[:A_SCREEN],
        "latest": Notice.objects.exclude(state=Notice.State.PROPOSED)[:LATELY],
        "is_scientist": user.admitted and user.has_perm("review.endorse"),
        "own": user.pk,
    }
    return TemplateResponse(request, "review/notices.html", context)


def notice(request: HttpRequest, work_id: int) -> HttpResponse:
    """The form of a notice about a work, filled from a reader's report where it comes from one."""
    user, work = acting_user(request), work_of(work_id)
    if policies.may_publish(user, work):
        raise PermissionDenied
    publication = Publication.objects.select_related("seal").filter(work_id=work_id).first()
    if publication is None:
        raise Refused(_("“%(title)s” was never public: there is nothing to correct.") % {"title": work.title})
    case = ReaderCase.objects.filter(pk=_number(request.GET.get("case", "")), work_id=work_id).first()
    form = NoticeForm(request.POST or None, initial=_from_case(case), passages=passages_to_name(publication))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        kind = chosen.pop("kind")
        try:
            made = ProposeNotice(work=work, by=user, notice=kind, case=case, **chosen).execute()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            public = made.state == Notice.State.PUBLIC
            messages.success(request, _("The notice is public.") if public else _("The notice waits for an expert."))
            return redirect("review:notices")
    context = {
        **frame(
            _("Notice about “%(title)s”") % {"title": isolated(work.title)}, "warning", (reverse("review:notices"), _("Notices"))
        ),
        "form": form,
        "work": work,
        "case": case,
    }
    return TemplateResponse(request, "review/notice.html", context, status=422 if form.errors else 200)


def _from_case(case: ReaderCase | None) -> dict[str, Any]:
    if case is None:
        return {"kind": Notice.Kind.CORRECTION}
    return {
        "kind": Notice.Kind.CORRECTION,
        "was": case.quote,
        "reported_by": case.credit,
        "passages": [case.address] if case.address else [],
    }


def cases(request: HttpRequest) -> HttpResponse:
    """What readers reported, new ones first."""
    if not is_editor(request):
        raise PermissionDenied
    if request.method == "POST":
        case = get_object_or_404(ReaderCase, pk=_number(request.POST.get("case", "")))
        state = ReaderCase.State.DISMISSED if "dismiss" in request.POST else ReaderCase.State.ANSWERED
        answer = typed(request).get("answer", "")
        AnswerCase(case=case, by=acting_user(request), answer=answer, state=state).execute()
        messages.success(request, _("The reader will find your answer."))
        return redirect("review:cases")
    new = ReaderCase.objects.new().order_by("made_at")
    in_work = ReaderCase.objects.in_work().order_by("made_at")
    latest = ReaderCase.objects.exclude(state=ReaderCase.State.NEW).order_by("-answered_at")
    lists = ((new, A_SCREEN), (in_work, A_SCREEN), (latest, LATELY))
    ready = [list(rows.select_related("notice", "answered_by")[:most]) for rows, most in lists]
    context = {**frame(_("Readers' reports"), "comment"), "new": ready[0], "in_work": ready[1], "latest": ready[2]}
    return TemplateResponse(request, "review/cases.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
