"""What of a review anyone may see: of works that readers could read, and of what they could read in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.core.models import LedgerEntry
from content.core.publication import public
from content.review.models import Notice, Publication, Round, Seal
from content.review.seats.seating import PolicyInForce

STANDINGS = {
    "public": _("public"),
    "provisional": _("public provisionally"),
    "withdrawn": _("withdrawn"),
    "removed": _("removed because of others' rights"),
    "deleted": _("deleted"),
}


@dataclass(frozen=True)
class PublicReview:
    """The review of a work that is or was public. Drafts, running rounds and versions never published aren't part of it."""

    publication: Publication

    @classmethod
    def of(cls, work_id: int) -> PublicReview | None:
        """None for a work that readers never could read: it has no public record."""
        publication = Publication.objects.select_related("seal__entry", "seal__round").filter(work_id=work_id).first()
        page = Page.objects.filter(pk=work_id).first()
        if publication is None or (page is not None and page.get_view_restrictions().exists()):
            return None
        return cls(publication)

    @cached_property
    def page(self) -> Page | None:
        """The page, when anyone may read it now."""
        if not Publication.objects.in_force().filter(pk=self.publication.pk).exists():
            return None
        return public(Page.objects.filter(pk=self.publication.work_id), titles=False).first()

    @property
    def standing(self) -> str:
        """One of STANDINGS, by the clock."""
        if self.page is not None:
            return "provisional" if self.publication.seal.basis == Seal.Basis.PROVISIONAL else "public"
        if self.is_removed:
            return "removed"
        return "deleted" if self.publication.state == Publication.State.DELETED else "withdrawn"

    @cached_property
    def is_removed(self) -> bool:
        return self.notices.filter(notice=Notice.Kind.REMOVAL).exists()

    @property
    def notices(self) -> QuerySet[Notice]:
        notices = Notice.objects.filter(work_id=self.publication.work_id, state=Notice.State.PUBLIC, entry__isnull=False)
        return notices.order_by("-published_at")

    @cached_property
    def references(self) -> set[str]:
        """The references of the seals that were public: an approved version that waits is nobody's business yet."""
        work_id = self.publication.work_id
        first = Seal.objects.filter(work_id=work_id).order_by("pk").values_list("entry_id", flat=True).first()
        entries = LedgerEntry.objects.filter(kind="publication", number__gt=first or 0, payload__work=work_id)
        return {self.publication.seal.reference, *entries.values_list("payload__seal", flat=True)}

    def seals(self) -> QuerySet[Any]:
        """The versions that were public, the newest first, without their texts."""
        seals = Seal.objects.filter(work_id=self.publication.work_id, reference__in=self.references)
        return seals.select_related("entry", "round").defer("content", "round__content").order_by("-pk")

    def rounds(self) -> QuerySet[Any]:
        """The closed rounds up to the newest that became public: what is in review now shows when it is."""
        ended = (Round.State.APPROVED, Round.State.CHANGES_REQUESTED, Round.State.REJECTED)
        newest = max((seal.round_id or 0 for seal in self.seals()), default=0)
        rounds = Round.objects.of_work(self.publication.work_id).filter(state__in=ended, pk__lte=newest)
        return rounds.defer("content", "media").order_by("pk")


def version_of(seal: Seal) -> dict[str, Any]:
    """A seal in plain words."""
    said = seal.entry.payload
    terms = PolicyInForce.from_json(seal.round.policy if seal.round else {})
    labels = {seat.slug: seat.label for seat in terms.seats}
    return {
        "seal": seal,
        "said": said,
        "seats": [
            {
                "label": labels.get(seat["seat"], seat["seat"]),
                "name": seat.get("name", ""),
                "orcid": seat.get("orcid", ""),
                "interests": seat.get("interests", "none"),
            }
            for seat in said.get("seats", ())
        ],
        "carried": [labels.get(slug, slug) for slug in said.get("carried", ())],
        "policy": [seat.in_words() for seat in terms.seats],
        "policies": ", ".join(f"{slug} {number}" for slug, number in terms.versions),
        "needs_decision": terms.needs_decision,
        "submitted_at": seal.round.submitted_at if seal.round else None,
        "round": seal.round.number if seal.round else None,
        "key": seal.entry.key,
        "number": seal.entry.number,
    }
