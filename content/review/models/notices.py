"""What is said of a work after publication: corrections and retractions, and the errors that readers report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.core import ledger
from content.core.models import LedgerEntry
from content.review.models.rounds import AboutWork, new_code
from content.review.queries import ReaderCaseQuerySet


class Notice(AboutWork):
    """A public statement about a published work, in the terms of NISO's CREC and Crossref's update types."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction")
        CLARIFICATION = "clarification", _("clarification")
        UPDATE = "update", _("update")
        RETRACTION = "retraction", _("retraction")
        CONCERN = "expression_of_concern", _("expression of concern")
        REMOVAL = "removal", _("removal for rights")

    # What warns readers can't wait for an expert; what teaches them something new must.
    CAUTIONARY = (Kind.RETRACTION, Kind.CONCERN, Kind.REMOVAL)

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for an expert")
        PUBLIC = "public", _("public")
        DISMISSED = "dismissed", _("dismissed")

    notice = models.CharField(_("type of notice"), max_length=25, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    translation_key = models.UUIDField(db_index=True)
    was = models.TextField(_("what was wrong"))
    now = models.TextField(_("what is right"), blank=True)
    reported_by = models.CharField(_("reported by"), max_length=255, blank=True)
    # Addresses of the passages concerned.
    passages = models.JSONField(default=list)
    # The seals in force before and, for what changed the text, after.
    seal_before = models.CharField(max_length=64, blank=True)
    seal_after = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=255)
    made_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_by_name = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField(null=True)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, null=True, related_name="notice")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.get_notice_display()}: {self.title}"

    @property
    def said_at(self) -> datetime:
        """When readers were told; of one that waits, when it was written."""
        return self.published_at or self.made_at

    def as_signed(self) -> bool:
        """Say what the ledger says, whatever stands in the row; False for what never went into it."""
        if self.entry is None or self.entry.kind != "notice" or not ledger.is_unaltered(self.entry):
            return False
        for name in ("notice", "was", "now", "reported_by", "passages", "title", "work_id"):
            setattr(self, name, self.entry.payload["work" if name == "work_id" else name])
        return True

    def statement(self) -> dict[str, Any]:
        """What the ledger signs."""
        return {
            "work": self.work_id,
            "lang": self.lang,
            "title": self.title,
            "notice": self.notice,
            "was": self.was,
            "now": self.now,
            "reported_by": self.reported_by,
            "passages": self.passages,
            "seal_before": self.seal_before,
            "seal_after": self.seal_after,
            "made_by": self.made_by_name,
            "approved_by": self.approved_by_name,
            "published_at": self.published_at.isoformat() if self.published_at else None,
        }


class ReaderCase(AboutWork):
    """A possible error that a reader reported from a passage, without account or personal data."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        CORRECTED = "corrected", _("corrected")
        DISMISSED = "dismissed", _("dismissed")

    # The reader's own key to the answer.
    code = models.CharField(max_length=20, unique=True, default=new_code)
    address = models.CharField(_("passage"), max_length=500, blank=True)
    quote = models.TextField(_("quoted text"), blank=True)
    text = models.TextField(_("what seems wrong"))
    credit = models.CharField(_("name for the credit, if wanted"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, db_index=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, related_name="cases")
    made_at = models.DateTimeField(default=timezone.now)

    objects = ReaderCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a possible error")
        verbose_name_plural = _("reports of possible errors")
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.title}: {self.text[:60]}"

    @property
    def shown_state(self) -> str:
        in_work = self.state == self.State.NEW and self.notice is not None and self.notice.state == Notice.State.PROPOSED
        return str(_("in work")) if in_work else str(self.get_state_display())
