"""Rounds, reports, seals and publications: who approved exactly what, and what of it is public.

None of these rows points at a page or a revision with a foreign key: the record survives `purge_revisions`, the
deletion of a user, and the deletion of the page.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task

from content.review.queries import PublicationQuerySet, RoundQuerySet, SealQuerySet
from content.review.workflow import ReviewTaskBehaviour


class Via(models.TextChoices):
    ADMIN = "admin", _("in the admin")
    COMMAND_LINE = "command_line", _("from the command line")
    SEED = "seed", _("seeded for measuring")


class AboutWork(models.Model):
    """Which work a row is about, in words that outlive the page."""

    work_id = models.PositiveBigIntegerField(db_index=True)
    kind = models.CharField(_("type"), max_length=50)
    lang = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=255)

    class Meta:
        abstract = True


class Round(AboutWork):
    """One pass of review on one snapshot."""

    class State(models.TextChoices):
        RUNNING = "running", _("in review")
        APPROVED = "approved", _("approved")
        CHANGES_REQUESTED = "changes_requested", _("changes requested")
        WITHDRAWN = "withdrawn", _("withdrawn from review")

    revision_id = models.PositiveBigIntegerField(null=True)
    task_state_id = models.PositiveBigIntegerField(null=True)
    content = models.JSONField(_("snapshot"), encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    media = models.JSONField(default=list)
    # Ids of the accounts that edited the work since its last seal.
    edited_by = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.RUNNING, db_index=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_by_name = models.CharField(max_length=255, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    via = models.CharField(max_length=20, choices=Via.choices, default=Via.ADMIN)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("-submitted_at", "-pk")
        permissions = (
            ("endorse", _("Can endorse works")),
            ("approve_wording", _("Can approve the wording of shared rows")),
        )
        constraints = (
            models.UniqueConstraint(fields=["work_id"], condition=models.Q(state="running"), name="one_running_round_a_work"),
        )

    def __str__(self) -> str:
        return self.title


class Report(models.Model):
    """An expert's recommendation on a round."""

    class Recommendation(models.TextChoices):
        ENDORSE = "endorse", _("endorse")
        CHANGES = "changes", _("changes requested")

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=255)
    recommendation = models.CharField(_("recommendation"), max_length=20, choices=Recommendation.choices)
    note = models.TextField(_("note to the editors"), blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    via = models.CharField(max_length=20, choices=Via.choices, default=Via.ADMIN)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.by_name}: {self.get_recommendation_display()}"


class Seal(AboutWork):
    """The record that exactly this content was approved. Append-only, each chained to the one before it."""

    translation_key = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64, db_index=True)
    # What was approved, as `with_content_json` reads it back.
    content = models.JSONField(encoder=DjangoJSONEncoder)
    # [model label, id, SHA-256 of the file] of each media object the work shows.
    media = models.JSONField(default=list)
    round = models.OneToOneField(Round, models.PROTECT, null=True, related_name="seal")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_by_name = models.CharField(max_length=255)
    approved_at = models.DateTimeField()
    via = models.CharField(max_length=20, choices=Via.choices, default=Via.ADMIN)
    previous = models.CharField(max_length=64, blank=True)
    reference = models.CharField(_("seal"), max_length=64, unique=True)

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.reference[:12]

    def compute_reference(self) -> str:
        """SHA-256 over who approved which digest of which work when, and over the seal before."""
        fields = [
            self.previous,
            self.work_id,
            self.kind,
            self.lang,
            self.digest,
            hashlib.sha256(canonical_json(self.content).encode()).hexdigest(),
            canonical_json(self.media),
            self.approved_by_name,
            self.approved_at.isoformat(),
            self.via,
        ]
        return hashlib.sha256(canonical_json(fields).encode()).hexdigest()

    def record(self) -> dict[str, Any]:
        """What readers are told of the approval."""
        return {
            "approved_on": self.approved_at,
            "reviewers": [self.approved_by_name],
            "digest": self.digest,
            "seal": self.reference,
        }


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
    state = models.CharField(max_length=10, choices=State.choices, db_index=True)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=1000, db_index=True)
    cover_id = models.PositiveBigIntegerField(null=True)
    minutes = models.PositiveIntegerField(default=1)
    level_id = models.PositiveBigIntegerField(null=True)
    published_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = PublicationQuerySet.as_manager()

    FACE: ClassVar[tuple[str, ...]] = ("title", "summary", "cover_id", "minutes", "level_id")

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self) -> str:
        return self.title


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


def canonical_json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
