"""Experts: proposed by editors, admitted by those who may; and the page on which an expert confirms an address."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import HeaderButton

from content.core.refusal import Refused
from content.people.models import User
from content.review.actions.admit import Admit, ProposeExpert, verified
from content.review.actions.confirm_address import AskToConfirm, ConfirmAddress
from content.review.actions.describe_expert import AnswerWishes, SetDuty
from content.review.actions.withdraw_admission import WithdrawAdmission
from content.review.experts import admission
from content.review.experts.roster import Roster
from content.review.forms.experts import ProposeForm, SearchForm
from content.review.models import ExpertProfile, Report
from content.review.seats.plain_words import Names
from content.review.typed import typed
from content.review.views.frame import frame
from content.review.views.rounds import acting_user

A_PAGE = 50
LATELY = 10


def may_see_experts(request: HttpRequest) -> bool:
    user = acting_user(request)
    return admission.may_propose(user) is None or user.has_perm("review.admit_expert")


def experts(request: HttpRequest) -> HttpResponse:
    """Who waits to be admitted, and who is; searched by name, subject, language and seat."""
    if not may_see_experts(request):
        raise PermissionDenied
    form = SearchForm(request.GET or None)
    roster = Roster(form.cleaned_data if form.is_bound and form.is_valid() else {})
    buttons = []
    if admission.may_propose(acting_user(request)) is None:
        buttons = [HeaderButton(label=_("Propose an expert"), url=reverse("review:propose"), icon_name="plus", priority=10)]
    context = {
        **frame(_("Experts"), "group", buttons=buttons),
        "form": form,
        "roster": roster,
        "page": Paginator(roster.admitted, A_PAGE).get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, "review/experts.html", context)


def propose(request: HttpRequest) -> HttpResponse:
    """An editor proposes; the expert is asked to confirm the address."""
    user = acting_user(request)
    if admission.may_propose(user):
        raise PermissionDenied
    form = ProposeForm(request.POST or None, initial={"lang": user.lang, "email": request.GET.get("email", "")})
    if request.method == "POST" and form.is_valid():
        try:
            profile = ProposeExpert(by=user, **form.cleaned_data).execute()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is proposed, and asked to confirm the address.") % {"name": profile.user})
            return redirect("review:expert", profile.user.pk)
    context = {**frame(_("Propose an expert"), "group", (reverse("review:experts"), _("Experts"))), "form": form}
    return TemplateResponse(request, "review/propose.html", context, status=422 if form.errors else 200)


def expert(request: HttpRequest, pk: int) -> HttpResponse:
    """One expert: who vouches, what is in hand, and what whoever admits may say."""
    if not may_see_experts(request):
        raise PermissionDenied
    found = get_object_or_404(User.objects.select_related("expert_profile__proposed_by", "expert_profile__admitted_by"), pk=pk)
    if not found.admitted and not hasattr(found, "expert_profile"):
        return redirect("review:experts")
    user = acting_user(request)
    if request.method == "POST":
        _act(request, user, found)
        return redirect("review:expert", pk)
    entry = Roster().entry(found)
    names = Names.read()
    wishes = entry.profile.wishes if entry.profile else {}
    context = {
        **frame(str(found), "user", (reverse("review:experts"), _("Experts"))),
        "entry": entry,
        "wishes": [(name, names.of(name, values) or _("all")) for name, values in wishes.items()],
        "why_not_admit": admission.may_admit(user, found),
        "may_judge": admission.may_judge(user, found) is None,
        "reports": Report.objects.filter(by=found).select_related("round").defer("round__content").order_by("-made_at")[:LATELY],
    }
    return TemplateResponse(request, "review/expert.html", context)


def _act(request: HttpRequest, user: User, found: User) -> None:
    """One form a thing to do; the action itself says no."""
    posted = typed(request)
    reason = posted.get("reason", "")
    if "admit" in posted:
        Admit(expert=found, by=user, reason=reason).execute()
        text = _("%(name)s is admitted.")
    elif "withdraw" in posted:
        WithdrawAdmission(expert=found, by=user, reason=reason).execute()
        text = _("%(name)s isn't an expert any more.")
    elif "duty" in posted:
        SetDuty(expert=found, by=user, on_duty=posted["duty"] == "on").execute()
        text = _("Saved.")
    elif "wishes" in posted:
        AnswerWishes(expert=found, by=user, granted=posted["wishes"] == "grant").execute()
        text = _("Saved.")
    else:
        AskToConfirm(expert=found, by=user).execute()
        text = _("%(name)s is asked to confirm the address.")
    messages.success(request, text % {"name": found})


def address(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing is confirmed on GET: mail scanners follow links."""
    user = verified(token)
    if user is None:
        return TemplateResponse(request, "review/public/address.html", {"query": ""}, status=404)
    if request.method == "POST":
        ConfirmAddress(expert=user).execute()
    profile = ExpertProfile.objects.filter(user=user).select_related("user").first()
    done = profile is not None and profile.is_verified
    return TemplateResponse(request, "review/public/address.html", {"query": "", "expert": user, "done": done})
