"""The boards: an editor's, an expert's, a manager's."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.core.languages import languages
from content.core.registry import work_types
from content.review import links
from content.review.board import Board
from content.review.figures import COLUMNS, figures
from content.review.models import Assignment, ExpertProfile, Letter
from content.review.views.rounds import acting_user

FILTERS = ("lang", "kind", "only")


def board(request: HttpRequest) -> HttpResponse:
    """What waits for me, every work in review, what is approved and waits to be published."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    context = {
        "board": Board(acting_user(request), filters),
        "filters": filters,
        "languages": languages(),
        "kinds": [(model.kind(), model._meta.verbose_name) for model in work_types()],
    }
    return TemplateResponse(request, "review/board.html", context)


@require_POST
def open_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """The same desk as by mail link, for an expert who is signed in: this browser gets the key."""
    user = acting_user(request)
    assignment = get_object_or_404(Assignment.objects.select_related("round", "expert"), pk=pk, expert=user)
    with translation.override(links.language_of(user)):
        address = reverse("review_link", args=[links.token_of(assignment)])
    response = HttpResponseRedirect(address)
    if assignment.devices:
        links.bind(assignment, response, request)
    return response


def profile(request: HttpRequest) -> HttpResponse:
    """The expert's own page: availability, what readers may know, history and statistics."""
    user = acting_user(request)
    own, _new = ExpertProfile.objects.get_or_create(user=user)
    if request.method == "POST":
        away = request.POST.get("away_until", "").strip()
        at_once = request.POST.get("at_once", "3").strip()
        try:
            own.away_until = parse_date(away) if away else None
            own.at_once = min(50, max(0, int(at_once)))
        except ValueError:
            messages.error(request, _("That is no date or number: nothing was changed."))
            return redirect("review:profile")
        own.thanked = "thanked" in request.POST
        own.save()
        known = {language.code for language in languages()}
        user.langs = [code for code in request.POST.getlist("langs") if code in known]
        user.save(update_fields=["langs"])
        messages.success(request, _("Saved."))
        return redirect("review:profile")
    context = {"profile": own, "board": Board(user), "languages": languages(), "user": user}
    return TemplateResponse(request, "review/profile.html", context)


def reports(request: HttpRequest) -> HttpResponse:
    """Times, punctuality, load and acceptance, by language or subject; as a table, a chart and CSV."""
    if not Board(acting_user(request)).is_editor:
        raise PermissionDenied
    by = "subject" if request.GET.get("by") == "subject" else "lang"
    rows = figures(by)
    if request.GET.get("format") == "csv":
        return _csv(rows, by)
    context = {"rows": rows, "by": by, "columns": COLUMNS.values(), "most": max((row["submitted"] for row in rows), default=1)}
    return TemplateResponse(request, "review/reports.html", context)


def _csv(rows: list[dict[str, Any]], by: str) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="review-by-{by}.csv"'
    # A spreadsheet takes UTF-8 for what it is only with the mark.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([by, *COLUMNS])
    for row in rows:
        writer.writerow([_harmless(row["name"]), *(row[name] for name in COLUMNS)])
    return response


def _harmless(text: str) -> str:
    """A name that begins like a formula would be computed by a spreadsheet."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def unsent() -> int:
    """Letters that mail didn't take yet."""
    return Letter.objects.filter(sent_at=None, attempts__gt=0).count()
