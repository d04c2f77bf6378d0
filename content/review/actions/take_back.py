"""Taking back what was cleared urgently: to what was public before the notice, or out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Page

from content.core.refusal import Refused
from content.review.actions.publish import hold, make_public
from content.review.models import Publication, Round, Seal

if TYPE_CHECKING:
    from content.core.models import Work


def take_back(round_: Round) -> None:
    """A round that ended without approval: its urgent notice ends with it, whatever the clock says."""
    cleared = Publication.objects.filter(state="public", seal__round=round_, seal__basis=Seal.Basis.PROVISIONAL)
    publication = cleared.select_related("seal__entry").first()
    page = Page.objects.filter(pk=round_.work_id).first() if publication else None
    if publication is not None and page is not None:
        go_back(hold(page), publication)


def go_back(work: Work, publication: Publication) -> None:
    before = Seal.objects.filter(reference=publication.seal.before).first()
    try:
        if before is not None:
            with transaction.atomic():
                make_public(work, before, by=None)
    except Refused:
        # Something it shows has changed since: nothing is better than what nobody approved.
        before = None
    if before is None:
        work.unpublish(user=None)
