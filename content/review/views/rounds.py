"""A round in the admin: the snapshot as readers will see it, who is at which seat, remarks, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.models import Page

from content.core.languages import language
from content.core.refusal import Refused
from content.people.models import User
from content.review import policies
from content.review.actions.decide import Decision
from content.review.boards.dossier import Dossier
from content.review.boards.reach import may_read
from content.review.correspondence.prefilling import letters_for, proposed_decision
from content.review.desk.answering import questions_of
from content.review.desk.differences import differences
from content.review.desk.preview import with_own_files
from content.review.desk.showing import Showing
from content.review.experts.suggesting import suggest
from content.review.models import Anonymity, Report, Round
from content.review.seats.seating import ANSWERS
from content.review.typed import typed
from content.review.views import acting


def read_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A snapshot, with what each may do about it below. Whatever is refused, nothing that was typed is lost."""
    round_ = get_object_or_404(Round.objects.prefetch_related("assignments__expert", "reports", "comments__by"), pk=pk)
    _check_may_read(request, round_)
    if request.method == "POST":
        try:
            if answer := acting.act(request, round_):
                return answer
        except Refused as refusal:
            messages.error(request, str(refusal))
    dossier = Dossier(round_, acting_user(request))
    context = {
        **_frame(round_),
        "dossier": dossier,
        "round": round_,
        "row": dossier.row,
        "language": language(round_.lang),
        "differences": differences(round_),
        "typed": typed(request),
        **(_reporting(request, dossier) if dossier.runs else {}),
        **(_directing(request, dossier) if dossier.directs and dossier.runs else {}),
    }
    return TemplateResponse(request, "review/round.html", context)


def _frame(round_: Round) -> dict[str, Any]:
    """What Wagtail's header shows."""
    return {
        "header_title": round_.title,
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [
            {"url": reverse("review:board"), "label": _("Expert review")},
            {"url": "", "label": round_.title},
        ],
    }


def _reporting(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """The form of a report, and what the scientist on duty may do at once."""
    round_, user = dossier.round, dossier.user
    on_duty = getattr(getattr(user, "expert_profile", None), "on_duty", False)
    options = round_.terms.options()
    why_not = policies.may_endorse(user, round_)
    return {
        "why_not": why_not,
        "reviews": why_not is None or on_duty or user.has_perm("review.endorse") or user.has_perm("review.report"),
        "endorsing": next((option for option in options if option.key == Report.Recommendation.ENDORSE), None),
        "recommendations": [option for option in options if option.key != Report.Recommendation.ENDORSE],
        "questions": questions_of(round_, acting.answers_in(typed(request))),
        "answers": ANSWERS.items(),
        "may_clear": on_duty and round_.terms.allows_urgent,
    }


def _directing(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Who could be asked for a seat, and the decision with its letter; the address says which seat, decision and letter."""
    round_ = dossier.round
    asked = request.GET.get("seat") or request.POST.get("seat", "")
    open_ = [state.seat for state in dossier.row.seats if not state.is_filled]
    idle = [state.seat for state in dossier.row.seats if not state.is_filled and not state.asked]
    seat = next((seat for seat in open_ if seat.slug == asked), next(iter(idle or open_), None))
    wanted = request.GET.get("decision") or request.POST.get("decision", "")
    decision = wanted if wanted in Decision.values else proposed_decision(dossier.row)
    letters = letters_for(round_, decision, by=dossier.user)
    chosen = next((letter for letter in letters if str(letter.pk) == request.GET.get("letter")), next(iter(letters), None))
    return {
        "open_seats": open_,
        "seat": seat,
        "suggestions": suggest(round_, seat) if seat else [],
        "anonymities": Anonymity.choices,
        "decisions": Decision.choices,
        "decision": decision,
        "decision_label": Decision(decision).label,
        "letters": letters,
        "letter": chosen,
    }


@xframe_options_sameorigin
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen text in the public page's own template, in its own language."""
    round_ = get_object_or_404(Round, pk=pk)
    _check_may_read(request, round_)
    return shown_snapshot(request, round_)


def shown_snapshot(request: HttpRequest, round_: Round, showing: Showing | None = None) -> HttpResponse:
    """The snapshot in the public page's own template, in its own language; nobody keeps a copy. `showing` is for an
    expert without an account."""
    page = get_object_or_404(Page, pk=round_.work_id).specific
    work = page.with_content_json(dict(round_.content))
    with translation.override(round_.lang):
        request.is_preview = True  # type: ignore[attr-defined]
        context = work.get_context(request)
        if showing and showing.veil:
            context["contributors"] = []
        response = TemplateResponse(request, work.get_template(request), context)
        response.render()
        if showing:
            response.content = with_own_files(response.content.decode(), round_, showing)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _check_may_read(request: HttpRequest, round_: Round) -> None:
    if reason := may_read(acting_user(request), round_):
        raise PermissionDenied(reason)


def acting_user(request: HttpRequest) -> User:
    """Who acts; the admin's own urls let nobody anonymous in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
