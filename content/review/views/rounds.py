"""A round in the admin: the snapshot as readers will see it, who is at which seat, remarks, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from wagtail.models import Page

from content.core.languages import language
from content.core.works import work_of
from content.people.models import User
from content.review import policies
from content.review.actions.comment import AnswerComment, SettleComment, TakeOver
from content.review.actions.decide import Decide, Decision
from content.review.actions.endorse import Endorse
from content.review.actions.invite import Invite, Release, SendNewLink
from content.review.actions.publish import Publish
from content.review.actions.report import SubmitReport
from content.review.actions.restore import Restore
from content.review.actions.typo import CorrectTypo
from content.review.actions.urgent import ClearUrgently
from content.review.anonymity import is_blind
from content.review.board import row_of
from content.review.differences import differences
from content.review.models import Anonymity, Assignment, Comment, Publication, Report, Round, Seal
from content.review.preview import with_own_files
from content.review.reopening import changes_since
from content.review.showing import Showing
from content.review.suggesting import suggest


def read_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A snapshot, with what each may do about it below."""
    round_ = get_object_or_404(Round.objects.prefetch_related("assignments__expert", "reports", "comments__by"), pk=pk)
    may_read(request, round_)
    if request.method == "POST":
        return _act(request, round_)
    user = acting_user(request)
    runs = round_.state == Round.State.RUNNING
    directs = policies.may_invite(user, round_) is None
    row = row_of(round_)
    context = {
        "round": round_,
        "row": row,
        "language": language(round_.lang),
        "why_not": policies.may_endorse(user, round_),
        "directs": directs,
        "runs": runs,
        "reports": round_.reports.all(),
        "recommendations": round_.terms.options(),
        "decisions": Decision.choices,
        "anonymities": Anonymity.choices,
        "differences": differences(round_),
        "page": Page.objects.filter(pk=round_.work_id).first(),
        "may_clear": runs and round_.terms.allows_urgent and getattr(getattr(user, "expert_profile", None), "on_duty", False),
        "suggestions": [(seat.seat, suggest(round_, seat.seat)) for seat in row.seats if not seat.is_filled]
        if directs and runs
        else [],
    }
    return TemplateResponse(request, "review/round.html", context)


def _act(request: HttpRequest, round_: Round) -> HttpResponse:
    """One form a thing to do; the action itself says no. Stays on the page but for a report."""
    user, posted = acting_user(request), request.POST
    if "endorse" in posted or "changes" in posted or "recommendation" in posted:
        return _report(request, round_, user)
    if "decision" in posted:
        Decide(round=round_, by=user, decision=posted["decision"], letter=posted.get("letter", "")).execute()
        messages.success(request, _("Decided: %(title)s.") % {"title": round_.title})
    elif "invite" in posted:
        expert = get_object_or_404(User, email__iexact=posted.get("invite", "").strip())
        Invite(
            round=round_,
            by=user,
            expert=expert,
            seat=posted.get("seat", ""),
            anonymity=posted.get("anonymity", ""),
            reason=posted.get("reason", ""),
            in_line="in_line" in posted,
        ).execute()
        messages.success(request, _("%(name)s is invited.") % {"name": expert})
    elif "clear" in posted:
        ClearUrgently(round=round_, by=user).execute()
        messages.success(request, _("“%(title)s” is public, provisionally.") % {"title": round_.title})
    else:
        _act_on_part(request, round_, user)
    return redirect("review:round", round_.pk)


def _act_on_part(request: HttpRequest, round_: Round, user: User) -> None:
    """On one assignment or one remark of the round."""
    for name in ("release", "new_link"):
        if name in request.POST:
            _act_on_assignment(request, round_, user, name)
    for name in ("answer", "take_over", "settle"):
        if name in request.POST:
            _act_on_comment(request, round_, user, name)


def _act_on_assignment(request: HttpRequest, round_: Round, user: User, name: str) -> None:
    assignment = get_object_or_404(Assignment, pk=_number(request.POST[name]), round=round_)
    if reason := policies.may_invite(user, round_):
        raise PermissionDenied(reason)
    if name == "release":
        Release(assignment=assignment, by=user).execute()
    else:
        SendNewLink(assignment=assignment).execute()


def _act_on_comment(request: HttpRequest, round_: Round, user: User, name: str) -> None:
    comment = get_object_or_404(Comment, pk=_number(request.POST[name]), round=round_)
    if name == "answer":
        AnswerComment(comment=comment, by=user, answer=request.POST.get("text", "")).execute()
    elif name == "take_over":
        TakeOver(comment=comment, by=user).execute()
        messages.success(request, _("The replacement is in the draft."))
    else:
        SettleComment(comment=comment, by=user).execute()


def _report(request: HttpRequest, round_: Round, user: User) -> HttpResponse:
    note = request.POST.get("note", "")
    if "endorse" in request.POST:
        seal = Endorse(round=round_, by=user, note=note).execute()
        text = (
            _("You endorsed “%(title)s”: exactly this content is approved.")
            if seal
            else _("Your endorsement of “%(title)s” counts.")
        )
        messages.success(request, text % {"title": round_.title})
    else:
        recommendation = request.POST.get("recommendation", Report.Recommendation.CHANGES)
        SubmitReport(round=round_, by=user, recommendation=recommendation, note=note).execute()
        messages.success(request, _("The editors of “%(title)s” will see what you asked for.") % {"title": round_.title})
    return redirect("review:board")


@xframe_options_sameorigin
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen text in the public page's own template, in its own language."""
    round_ = get_object_or_404(Round, pk=pk)
    may_read(request, round_)
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


@require_POST
def publish(request: HttpRequest, work_id: int) -> HttpResponse:
    work = work_of(work_id)
    changed = Publish(work=work, by=acting_user(request)).execute()
    text = _("“%(title)s” is public.") if changed else _("“%(title)s” is public already, in its approved version.")
    messages.success(request, text % {"title": work.title})
    return redirect("wagtailadmin_pages:edit", work_id)


def typos(request: HttpRequest, work_id: int) -> HttpResponse:
    """What the draft changes in the public text, graded; published at once where the policy allows it."""
    work = work_of(work_id)
    if policies.may_publish(acting_user(request), work):
        raise PermissionDenied
    if request.method == "POST":
        CorrectTypo(work=work, by=acting_user(request)).execute()
        messages.success(request, _("“%(title)s” is public.") % {"title": work.title})
        return redirect("wagtailadmin_pages:edit", work_id)
    seal = Seal.objects.latest_of(work_id)
    changes = changes_since(work.get_latest_revision_as_object(), seal) if seal else []
    return TemplateResponse(request, "review/typos.html", {"work": work, "changes": changes})


@require_POST
def restore(request: HttpRequest, work_id: int) -> HttpResponse:
    publication = get_object_or_404(Publication, work_id=work_id, state=Publication.State.DELETED)
    work = Restore(publication=publication, by=acting_user(request)).execute()
    messages.success(request, _("“%(title)s” is back as a draft.") % {"title": work.title})
    return redirect("wagtailadmin_pages:edit", work.pk)


def may_read(request: HttpRequest, round_: Round) -> None:
    """Experts where a seat is open to all or theirs, and whoever may edit the work."""
    user: Any = request.user
    if is_blind(user, round_):
        raise PermissionDenied(_("You review this work without learning who made it: open it under “My reviews”."))
    page = Page.objects.filter(pk=round_.work_id).first()
    if page is not None and page.permissions_for_user(user).can_edit():
        return
    if not (user.has_perm("review.endorse") or user.has_perm("review.report")):
        raise PermissionDenied
    # Who isn't asked can't be kept from the authors' names here: a double anonymous review is by invitation.
    open_to_all = round_.terms.anonymity != Anonymity.DOUBLE and any(not seat.by_invitation for seat in round_.terms.seats)
    if not open_to_all and not round_.assignments.filter(expert=user).exists():
        raise PermissionDenied


def acting_user(request: HttpRequest) -> User:
    """Who acts; the admin's own urls let nobody anonymous in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
