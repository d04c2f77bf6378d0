"""Seals and publications: exactly what was approved, and what of it is public."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task

from content.core import ledger
from content.core.ledger import sha256
from content.core.models import LedgerEntry
from content.review.models.rounds import AboutWork, Round, Via
from content.review.queries import PublicationQuerySet, SealQuerySet
from content.review.workflow import ReviewTaskBehaviour

# What the ledger says last of a deleted work that came back as a draft: it has no publication any more.
RESTORED = "restored"


class Seal(AboutWork):
    """The record that exactly this content was approved. Append-only: its ledger entry signs what it says."""

    class Basis(models.TextChoices):
        REVIEW = "review", _("full review")
        TYPO = "typo", _("a typo corrected after review")
        PROVISIONAL = "provisional", _("provisional: cleared by one expert on duty")

    translation_key = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64, db_index=True)
    # The version of the canonical form that the digest was made with.
    canonical = models.PositiveSmallIntegerField(default=1)
    # What was approved, as `with_content_json` reads it back.
    content = models.JSONField(encoder=DjangoJSONEncoder)
    # [model label, id, SHA-256 of the file] of each media object the work shows.
    media = models.JSONField(default=list)
    basis = models.CharField(max_length=15, choices=Basis.choices, default=Basis.REVIEW)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="seals")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # Empty where every expert is anonymous.
    approved_by_name = models.CharField(max_length=255, blank=True)
    approved_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    via = models.CharField(max_length=20, choices=Via.choices, default=Via.ADMIN)
    reference = models.CharField(_("seal"), max_length=64, unique=True)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="seal")

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.reference[:12]

    def statement(self) -> dict[str, Any]:
        """What the ledger entry says that this row must say too; content and media by their SHA-256."""
        return {
            "work": self.work_id,
            "type": self.kind,
            "lang": self.lang,
            "translation_key": str(self.translation_key),
            "digest": self.digest,
            "canonical": self.canonical,
            "content": sha256(self.content),
            "media": [list(item) for item in self.media],
            "basis": self.basis,
            "approved_by": self.approved_by_name,
            "approved_at": self.approved_at.isoformat(),
            "expires_at": self.expires_at.isoformat() if self.expires_at else None,
            "via": self.via,
        }

    @property
    def before(self) -> str:
        """Of a provisional seal: the reference of the one to go back to; empty where nothing was public."""
        return self.entry.payload.get("before") or ""

    def is_entered(self) -> bool:
        """Whether its entry says what was signed then, and this row says the same; the signature itself the audit checks."""
        entry, said = self.entry, self.entry.payload
        until = self.expires_at.isoformat() if self.expires_at else None
        own = {"work": self.work_id, "digest": self.digest, "basis": self.basis, "expires_at": until}
        return (
            ledger.is_unaltered(entry)
            and entry.reference == self.reference
            and all(said.get(name) == value for name, value in own.items())
        )

    def record(self) -> dict[str, Any]:
        """What readers are told of the approval. A reviewer without a name is anonymous."""
        said = self.entry.payload
        named = [seat for seat in said.get("seats", ()) if seat.get("name")]
        by = [self.approved_by_name] if self.approved_by_name else []
        return {
            "approved_on": self.approved_at,
            "reviewed_on": self.reviewed_at,
            "submitted_on": self.round.submitted_at if self.round else None,
            "reviewers": list(dict.fromkeys(seat["name"] for seat in named)) or by,
            "experts": [
                {"name": seat["name"], "url": f"https://orcid.org/{seat['orcid']}" if seat.get("orcid") else ""} for seat in named
            ],
            "anonymous": len(said.get("seats", ())) - len(named),
            "digest": self.digest,
            "seal": self.reference,
            "basis": self.basis,
            "expires_at": self.expires_at,
        }

    @property
    def reviewed_at(self) -> datetime | None:
        """When its review was done: a typo corrected later is no review, and a provisional word is none yet."""
        if self.basis == Seal.Basis.PROVISIONAL:
            return None
        closed: datetime | None = self.round.closed_at if self.round and self.basis == Seal.Basis.TYPO else None
        return closed or self.approved_at


class Publication(AboutWork):
    """Which seal of a work is in force, and the face that lists show of it."""

    class State(models.TextChoices):
        PUBLIC = "public", _("public")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DELETED = "deleted", _("deleted")

    work_id = models.PositiveBigIntegerField(unique=True)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="publications")
    # A chapter's fiction: not public, not readable.
    container_id = models.PositiveBigIntegerField(null=True, db_index=True)
    # Without an index: nearly all are public, and SQLite would look for one work's among them by it.
    state = models.CharField(max_length=10, choices=State.choices)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=1000, db_index=True)
    cover_id = models.PositiveBigIntegerField(null=True)
    minutes = models.PositiveIntegerField(default=1)
    level_id = models.PositiveBigIntegerField(null=True)
    published_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    # A provisional publication ends by the clock, whether or not anything runs then.
    provisional_until = models.DateTimeField(null=True, db_index=True)

    objects = PublicationQuerySet.as_manager()

    FACE: ClassVar[tuple[str, ...]] = ("title", "summary", "cover_id", "minutes", "level_id")

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self) -> str:
        return self.title

    def statement(self) -> dict[str, Any]:
        """What the ledger signs: which seal is public, where."""
        return {
            "work": self.work_id,
            "seal": self.seal.reference,
            "state": self.state,
            "url": self.url,
            "container": self.container_id,
            "until": self.provisional_until.isoformat() if self.provisional_until else None,
        }


class MediaUse(models.Model):
    """A media object that a frozen or sealed text shows: it can't change; it is public while its work is."""

    model = models.CharField(max_length=100)
    media_id = models.PositiveBigIntegerField()
    work_id = models.PositiveBigIntegerField(db_index=True)
    title = models.CharField(max_length=255)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["model", "media_id", "work_id"], name="one_use_a_work"),)
        verbose_name = _("use of a media object")
        verbose_name_plural = _("uses of media objects")

    def __str__(self) -> str:
        return self.title


class ReviewTask(ReviewTaskBehaviour, Task):
    """The one task of Orrery's workflow: scientists endorse a frozen snapshot."""

    class Meta:
        verbose_name = _("expert review")
        verbose_name_plural = _("expert reviews")
