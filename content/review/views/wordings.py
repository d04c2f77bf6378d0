"""Shared wordings that wait for approval."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from content.core.languages import language
from content.core.reference import ReferenceRow
from content.people.identity import accounts_of
from content.review.typed import typed


def wordings(request: HttpRequest) -> HttpResponse:
    """Shared rows whose present wording in some language nobody has approved yet."""
    if not request.user.has_perm("review.approve_wording"):
        raise PermissionDenied
    if request.method == "POST":
        row = _row_of(*(typed(request).get(name, "") for name in ("model", "pk", "lang")))
        row.approve(typed(request).get("lang", ""), request.user)
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
    own_accounts = accounts_of(request.user)  # type: ignore[arg-type]  # the view lets no stranger in
    for model in apps.get_models():
        if not issubclass(model, ReferenceRow):
            continue
        for row in model._base_manager.all():
            for lang in row.pending():
                wording = [
                    {"name": str(getattr(model._meta.get_field(name), "verbose_name", name)), "text": row.draft(name, lang)}
                    for name in row.wording_fields
                ]
                own = row.written_by.get(lang) in own_accounts
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
