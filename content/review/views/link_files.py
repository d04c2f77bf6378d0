"""What a mail link gives beside its pages: the draft as it is typed, the public page's look, pictures, papers."""

from __future__ import annotations

import json
import mimetypes

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from content.core.refusal import Refused
from content.core.typesetting import TypesettingFailed
from content.media.models import Document
from content.review.correspondence import links, papers
from content.review.desk.anonymity import is_double
from content.review.desk.drafts import keep
from content.review.desk.pictures import clean_copy, image_of, shown_in
from content.review.models import Assignment, Report, Round
from content.review.typed import clean
from content.review.views.doorway import at_work, is_at_work, private, rounds_of, showing_of, with_assignment
from content.review.views.rounds import shown_snapshot

DRAFT_LIMIT = 200_000  # bytes
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_POST
@with_assignment
def draft(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    """What is typed, kept as it is typed; wiped when the report is in."""
    if not is_at_work(assignment):
        return JsonResponse({"saved": False, "over": True}, status=409)
    if len(request.body) > DRAFT_LIMIT:
        return JsonResponse({"saved": False}, status=413)
    try:
        typed = json.loads(request.body)
    except (ValueError, RecursionError):
        # No JSON, or nested deeper than anything that a form has.
        typed = None
    if not isinstance(typed, dict):
        return JsonResponse({"saved": False}, status=400)
    return JsonResponse({"saved": True, "at": keep(assignment, typed)})


@xframe_options_sameorigin
@require_safe
@at_work
def page(request: HttpRequest, assignment: Assignment, token: str, pk: int) -> HttpResponse:
    """A snapshot in the public page's own template."""
    round_ = get_object_or_404(Round, pk=pk)
    if round_.pk not in {each.pk for each in rounds_of(assignment)}:
        raise Refused(_("This link is for another work."))
    return shown_snapshot(request, round_, showing_of(assignment, token))


@require_safe
@at_work
def file(request: HttpRequest, assignment: Assignment, token: str, model: str, pk: int) -> HttpResponse:
    """A picture of the snapshot, made anew; or a recording, but where a voice would tell who made it."""
    rounds = rounds_of(assignment)
    if model == "image" and (image := image_of(rounds, pk)):
        try:
            content, kind = clean_copy(image)
        except OSError as error:
            raise Http404 from error
        return _harmless(HttpResponse(content, content_type=kind))
    if model == "document" and not is_double(assignment) and (Document._meta.label_lower, pk) in shown_in(rounds):
        document = get_object_or_404(Document, pk=pk)
        kind = mimetypes.guess_type(document.file.name)[0] or "application/octet-stream"
        return _harmless(FileResponse(document.file.open("rb"), content_type=kind))
    raise Http404


@require_safe
@at_work
def snapshot(request: HttpRequest, assignment: Assignment, token: str) -> HttpResponse:
    """The snapshot as PDF, to read offline."""
    try:
        return _download(papers.snapshot(assignment), "snapshot.pdf")
    except TypesettingFailed as error:
        raise Refused(_("The PDF can't be made just now. Please read the text on this page.")) from error


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate as PDF for its holder alone: signed in, or on the device that reported by mail link."""
    report = Report.objects.select_related("by", "round").filter(code=clean(code).strip().upper()).first()
    if report is None or not _is_holder(request, report):
        raise Http404
    try:
        return private(_download(papers.certificate(report), "certificate.pdf"))
    except TypesettingFailed as error:
        raise Refused(_("The PDF can't be made just now. Please try again later.")) from error


def _is_holder(request: HttpRequest, report: Report) -> bool:
    if report.by_id is not None and request.user.pk == report.by_id:
        return True
    assignment = Assignment.objects.filter(report=report).first()
    return assignment is not None and links.holds_key(request, assignment)


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=papers.PDF)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _harmless(response: HttpResponseBase) -> HttpResponse:
    """A file that runs nothing, whatever is in it."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response  # type: ignore[return-value]  # a FileResponse streams
