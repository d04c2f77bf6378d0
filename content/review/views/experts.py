"""Experts: proposed by editors, admitted by those who may; and the page on which an expert confirms an address."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.languages import languages
from content.people.models import User
from content.review.actions.admit import GROUPS, Admit, ProposeExpert, verified
from content.review.board import Board
from content.review.models import ExpertProfile
from content.review.seating import ROLES
from content.review.views.rounds import acting_user
from content.taxonomy.models import Subject


def may_see_experts(request: HttpRequest) -> bool:
    user = acting_user(request)
    return Board(user).is_editor or user.has_perm("review.admit_expert")


def experts(request: HttpRequest) -> HttpResponse:
    user = acting_user(request)
    if not (Board(user).is_editor or user.has_perm("review.admit_expert")):
        raise PermissionDenied
    if request.method == "POST":
        return _act(request, user)
    admitted = (
        User.objects.filter(admitted=True, is_active=True).exclude(role__in=("translator", "")).select_related("expert_profile")
    )
    context = {
        "proposed": ExpertProfile.objects.filter(user__admitted=False).select_related("user", "proposed_by"),
        "admitted": admitted.order_by("last_name", "first_name"),
        "may_admit": user.has_perm("review.admit_expert"),
        "languages": languages(),
        "subjects": Subject.objects.all(),
        "roles": [(name, ROLES[name]) for name in GROUPS],
    }
    return TemplateResponse(request, "review/experts.html", context)


def _act(request: HttpRequest, user: User) -> HttpResponse:
    posted = request.POST
    if "admit" in posted:
        expert = get_object_or_404(User, pk=posted["admit"] if posted["admit"].isdecimal() else 0)
        Admit(expert=expert, by=user, reason=posted.get("reason", "")).execute()
        messages.success(request, _("%(name)s is admitted.") % {"name": expert})
    else:
        known = {language.code for language in languages()}
        profile = ProposeExpert(
            by=user,
            email=posted.get("email", "").strip(),
            name=posted.get("name", ""),
            reason=posted.get("reason", ""),
            lang=posted["lang"] if posted.get("lang") in known else "",
            langs=[code for code in posted.getlist("langs") if code in known],
            subjects=list(Subject.objects.filter(slug__in=posted.getlist("subjects")).values_list("slug", flat=True)),
            roles=posted.getlist("roles") or ["scientist"],
        ).execute()
        messages.success(request, _("%(name)s is proposed, and asked to confirm the address.") % {"name": profile.user})
    return redirect("review:experts")


def address(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing is confirmed on GET: mail scanners follow links."""
    user = verified(token)
    if user is None:
        return TemplateResponse(request, "review/public/address.html", {"query": ""}, status=404)
    if request.method == "POST":
        ExpertProfile.objects.filter(user=user, address_verified_at=None).update(address_verified_at=timezone.now())
    profile = ExpertProfile.objects.filter(user=user).first()
    done = profile is not None and profile.address_verified_at is not None
    return TemplateResponse(request, "review/public/address.html", {"query": "", "expert": user, "done": done})
