"""Where a work stands, in one word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from content.core.canonical import digest_of
from content.core.publication import is_public
from content.review.models import Publication, Round, Seal

if TYPE_CHECKING:
    from content.core.models import Work

STATES = {
    "draft": _("draft"),
    "in_review": _("in review"),
    "changes_requested": _("changes requested"),
    "approved": _("approved, not published"),
    "public": _("public"),
    "withdrawn": _("withdrawn"),
}


def state_of(work: Work) -> str:
    """One of STATES: public first, since readers come first."""
    if is_public(work):
        return "public"
    newest = Round.objects.of_work(work.pk).first()
    if newest and newest.state == Round.State.RUNNING:
        return "in_review"
    if Publication.objects.filter(work_id=work.pk, state=Publication.State.WITHDRAWN).exists():
        return "withdrawn"
    if newest and newest.state == Round.State.APPROVED:
        return "approved"
    if newest and newest.state == Round.State.CHANGES_REQUESTED:
        return "changes_requested"
    return "draft"


def report_of(work: Work) -> dict[str, Any]:
    """What `manage.py work` prints. `hash` is the digest of what is public, or of the draft where nothing is."""
    live = is_public(work)
    seal = Seal.objects.latest_of(work.pk)
    shown = work if live else work.get_latest_revision_as_object()
    translations = work.get_translations().specific() if hasattr(work.get_translations(), "specific") else work.get_translations()
    return {
        "id": work.pk,
        "type": work.kind(),
        "lang": work.locale.language_code,
        "title": shown.title,
        "state": state_of(work),
        "url": work.url_path_public,
        "live": live,
        "revision": work.live_revision_id if live else work.latest_revision_id,
        "hash": digest_of(shown),
        "seal": seal.reference if seal else None,
        "translations": [
            {"id": other.pk, "lang": other.locale.language_code, "url": other.url_path_public, "live": is_public(other)}
            for other in translations.select_related("locale")
        ],
    }
