"""Review in the admin: what is asked of me, the snapshot as readers will see it, and the decision."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from wagtail.models import Page

from content.core.languages import language
from content.core.reference import ReferenceRow
from content.core.works import work_of
from content.people.models import User
from content.review import policies
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.request_changes import RequestChanges
from content.review.actions.restore import Restore
from content.review.board import Board
from content.review.differences import differences
from content.review.models import Publication, Round


def board(request: HttpRequest) -> HttpResponse:
    """Rounds that wait for me, what is approved and waits to be published, and what was decided lately."""
    return TemplateResponse(request, "review/board.html", {"board": Board(_user(request))})


def read_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A snapshot with the decision below it."""
    round_ = get_object_or_404(Round, pk=pk)
    _may_read(request, round_)
    if request.method == "POST":
        return _decide(request, round_)
    context = {
        "round": round_,
        "language": language(round_.lang),
        "why_not": policies.may_endorse(_user(request), round_),
        "reports": round_.reports.all(),
        "differences": differences(round_),
        "page": Page.objects.filter(pk=round_.work_id).first(),
    }
    return TemplateResponse(request, "review/round.html", context)


@xframe_options_sameorigin
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen text in the public page's own template, in its own language."""
    round_ = get_object_or_404(Round, pk=pk)
    _may_read(request, round_)
    page = get_object_or_404(Page, pk=round_.work_id).specific
    work = page.with_content_json(dict(round_.content))
    with translation.override(round_.lang):
        request.is_preview = True  # type: ignore[attr-defined]
        response = TemplateResponse(request, work.get_template(request), work.get_context(request))
        response.render()
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def publish(request: HttpRequest, work_id: int) -> HttpResponse:
    work = work_of(work_id)
    changed = Publish(work=work, by=_user(request)).execute()
    text = _("“%(title)s” is public.") if changed else _("“%(title)s” is public already, in its approved version.")
    messages.success(request, text % {"title": work.title})
    return redirect("wagtailadmin_pages:edit", work_id)


@require_POST
def restore(request: HttpRequest, work_id: int) -> HttpResponse:
    publication = get_object_or_404(Publication, work_id=work_id, state=Publication.State.DELETED)
    work = Restore(publication=publication, by=_user(request)).execute()
    messages.success(request, _("“%(title)s” is back as a draft.") % {"title": work.title})
    return redirect("wagtailadmin_pages:edit", work.pk)


def wordings(request: HttpRequest) -> HttpResponse:
    """Shared rows whose present wording in some language nobody has approved yet."""
    if not request.user.has_perm("review.approve_wording"):
        raise PermissionDenied
    if request.method == "POST":
        row = _row_of(request.POST.get("model", ""), request.POST.get("pk", ""), request.POST.get("lang", ""))
        row.approve(request.POST.get("lang", ""), request.user)
        messages.success(request, _("The wording of “%(row)s” is approved.") % {"row": row})
        return HttpResponseRedirect(reverse("review:wordings"))
    return TemplateResponse(request, "review/wordings.html", {"rows": _pending_rows(request)})


def _row_of(label: str, pk: str, lang: str) -> ReferenceRow:
    """The shared row that a form names; 404 for whatever isn't one."""
    models = {model._meta.label: model for model in apps.get_models() if issubclass(model, ReferenceRow)}
    if label not in models or not pk.isdecimal() or lang not in dict(settings.LANGUAGES):
        raise Http404
    return get_object_or_404(models[label]._base_manager, pk=pk)


def _pending_rows(request: HttpRequest, most: int = 100) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for model in apps.get_models():
        if not issubclass(model, ReferenceRow):
            continue
        for row in model._base_manager.all():
            for lang in row.pending():
                wording = [
                    {"name": str(getattr(model._meta.get_field(name), "verbose_name", name)), "text": row.draft(name, lang)}
                    for name in row.wording_fields
                ]
                own = row.written_by.get(lang) == request.user.pk
                found.append(
                    {
                        "row": row,
                        "model": model._meta.label,
                        "kind": model._meta.verbose_name,
                        "language": language(lang),
                        "wording": wording,
                        "own": own,
                    }
                )
                if len(found) >= most:
                    return found
    return found


def _decide(request: HttpRequest, round_: Round) -> HttpResponse:
    note = request.POST.get("note", "")
    if "endorse" in request.POST:
        Endorse(round=round_, by=_user(request), note=note).execute()
        messages.success(request, _("You endorsed “%(title)s”: exactly this content is approved.") % {"title": round_.title})
    else:
        RequestChanges(round=round_, by=_user(request), note=note).execute()
        messages.success(request, _("The editors of “%(title)s” will see what you asked for.") % {"title": round_.title})
    return redirect("review:board")


def _may_read(request: HttpRequest, round_: Round) -> None:
    """Scientists, and whoever may edit the work."""
    if request.user.has_perm("review.endorse"):
        return
    page = Page.objects.filter(pk=round_.work_id).first()
    if page is None or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied


def _user(request: HttpRequest) -> User:
    """Who acts; the admin's own urls let nobody anonymous in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
