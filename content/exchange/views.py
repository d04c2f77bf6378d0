"""Import in the admin: choose, look at what would come of it, decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from content.core.refusal import Refused
from content.exchange import uploads
from content.exchange.forms import ImportForm
from content.exchange.importer import Report, import_bundle
from content.exchange.policies import may_import

if TYPE_CHECKING:
    from content.people.models import User


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form; after it, a preview of the drafts with the report."""
    by = _importer(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        token = ""
        try:
            token = uploads.keep(form.cleaned_data["files"], by)
            chosen = {"kind": form.cleaned_data["kind"], "lang": form.cleaned_data["lang"]}
            reports = import_bundle(uploads.open_kept(token, by), **chosen, by=by, dry_run=True)
        except Refused as error:
            if token:
                uploads.forget(token, by)
            form.add_error("files", str(error))
        else:
            return render(request, "exchange/preview.html", {"reports": reports, "token": token, **chosen})
    return render(request, "exchange/upload.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def create(request: HttpRequest, token: str) -> HttpResponse:
    """The drafts themselves."""
    by = _importer(request)
    if "discard" in request.POST:
        uploads.forget(token, by)
        return redirect("exchange:upload")
    try:
        reports = import_bundle(
            uploads.open_kept(token, by), kind=request.POST.get("kind", ""), lang=request.POST.get("lang", ""), by=by
        )
    except (Refused, KeyError) as error:
        messages.error(request, str(error))
        return redirect("exchange:upload")
    uploads.forget(token, by)
    messages.success(request, _said(reports))
    return render(request, "exchange/report.html", {"reports": reports})


def _said(reports: list[Report]) -> str:
    changed = [report for report in reports if report.outcome != "unchanged"]
    if not changed:
        return _("Nothing changed since the last import.")
    return ngettext("%(count)d draft was written.", "%(count)d drafts were written.", len(changed)) % {"count": len(changed)}


def _importer(request: HttpRequest) -> User:
    if not may_import(request.user):
        raise PermissionDenied
    return cast("User", cast("Any", request.user))
