"""The reading end of the gate: a work page shows what was approved, or says plainly that it can't."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from wagtail.models import Page

from content.core.canonical import digest_of
from content.core.languages import code_of
from content.core.publication import SealInForce, seal_of, seals
from content.core.remarks import farewell_of

if TYPE_CHECKING:
    from content.core.models import Work

Response = TypeVar("Response", bound=HttpResponse)
alarm = logging.getLogger("orrery.alarm")


def is_withdrawn(work: Page) -> bool:
    return seals().is_withdrawn(work.pk)


def path_of(page: Page) -> str:
    """The path a reader opens, whether or not the page is routable already."""
    parts = [part for part in page.url_path.split("/") if part][1:]
    with translation.override(code_of(page)):
        return reverse("wagtail_serve", args=["".join(f"{part}/" for part in parts)])


def serve(work: Work, request: HttpRequest) -> HttpResponse:
    """The public answer for a work: 200 sealed, 410 withdrawn, 404 never public, 503 when nothing sealed can be shown."""
    request.is_preview = False  # type: ignore[attr-defined]
    seal = seal_of(work.pk)
    if seal is None or not seal.readable:
        if is_withdrawn(work):
            return gone(request, work.pk)
        raise Http404
    shown = verified(work, seal)
    if shown is None:
        return TemplateResponse(request, "unavailable.html", {"page": None}, status=503)
    shown.seal_in_force = seal
    return fresh(TemplateResponse(request, shown.get_template(request), shown.get_context(request)))


def verified(work: Work, seal: SealInForce) -> Work | None:
    """The live row when it equals its seal; else the sealed text itself; None when that is damaged too."""
    work.read_only = True
    if not seal.intact:
        alarm.critical("The seal %s of work %s isn't what the ledger says: it is unavailable.", seal.reference, work.pk)
        return None
    if digest_of(work, seal.canonical) == seal.digest:
        return work
    alarm.critical("Work %s (%s) differs from its seal %s: readers get the sealed text.", work.pk, work.title, seal.reference)
    try:
        sealed = work.with_content_json(dict(seal.content))
        sealed.read_only = True
        intact = digest_of(sealed, seal.canonical) == seal.digest
    except Exception:  # noqa: BLE001  (whatever is wrong with a damaged seal, readers get the plain notice)
        intact = False
    if intact:
        return sealed
    alarm.critical("The sealed text of work %s is damaged too: it is unavailable.", work.pk)
    return None


def gone(request: HttpRequest, work_id: int) -> TemplateResponse:
    """The address of a withdrawn work: why it isn't there any more, as far as that was said."""
    context = {"page": None, "work_id": work_id, "remarks": farewell_of(work_id)}
    return fresh(TemplateResponse(request, "410.html", context, status=410))


def fresh(response: Response) -> Response:
    """What is public may end by the clock, or be taken back at any moment: no cache shows it without asking again."""
    patch_cache_control(response, no_cache=True)
    return response
