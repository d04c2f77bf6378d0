"""An expert's own page: availability, what they review, history and statistics."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.refusal import Refused
from content.review.actions.describe_expert import DescribeYourself
from content.review.boards.board import Board
from content.review.experts.roster import Roster
from content.review.forms.experts import ProfileForm
from content.review.models import ExpertProfile
from content.review.seats.plain_words import Names
from content.review.views.frame import frame
from content.review.views.rounds import acting_user


def profile(request: HttpRequest) -> HttpResponse:
    user = acting_user(request)
    board = Board(user)
    if not (board.is_scientist or board.is_editor):
        raise PermissionDenied
    own = ExpertProfile.objects.filter(user=user).first() or ExpertProfile(user=user)
    held = {"langs": user.langs, "subjects": user.subjects}
    initial = {name: getattr(own, name) for name in ("at_once", "away_until", "thanked")} | held | {"orcid": user.orcid}
    form = ProfileForm(request.POST or None, initial=initial, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            saved = DescribeYourself(expert=user, **form.cleaned_data).execute()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            if saved.wishes:
                messages.info(request, _("More subjects or languages wait until somebody who admits experts has agreed."))
            return redirect("review:profile")
    names = Names.read()
    context = {
        **frame(_("My page"), "user"),
        "profile": own,
        "entry": Roster().entry(user),
        "board": board,
        "form": form,
        "wishes": [(name, names.of(name, values) or _("all")) for name, values in own.wishes.items()],
        "year": timezone.localdate().year,
    }
    return TemplateResponse(request, "review/profile.html", context, status=422 if form.errors else 200)
