"""Rounds, reports and comments: what experts read, and what they said of it.

None of these rows points at a page or a revision with a foreign key: the record survives `purge_revisions`, the
deletion of a user, and the deletion of the page.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.core.ledger import sha256
from content.review.queries import CommentQuerySet, ReportQuerySet, RoundQuerySet
from content.review.seats.seating import OUTCOMES, PolicyInForce

if TYPE_CHECKING:
    from content.people.models import User


class Via(models.TextChoices):
    ADMIN = "admin", _("in the admin")
    LINK = "link", _("by a mail link")
    COMMAND_LINE = "command_line", _("from the command line")
    SEED = "seed", _("seeded for measuring")


class Anonymity(models.TextChoices):
    OPEN = "open", _("open: authors and readers learn the name")
    ANONYMOUS = "anonymous", _("anonymous: authors and readers don't learn the name")
    DOUBLE = "double", _("double: the expert doesn't learn the authors' names either")


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
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn from review")

    number = models.PositiveIntegerField(_("round"), default=1)
    revision_id = models.PositiveBigIntegerField(null=True)
    task_state_id = models.PositiveBigIntegerField(null=True)
    content = models.JSONField(_("snapshot"), encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    media = models.JSONField(default=list)
    # The policy as it was when the round began: see `content.review.seats.seating`.
    policy = models.JSONField(default=dict)
    # Seats that an earlier seal still fills: the change since then doesn't reopen them.
    carried = models.JSONField(default=list)
    # Ids of the accounts that edited the work since its last seal.
    edited_by = models.JSONField(default=list)
    minutes = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.RUNNING, db_index=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_by_name = models.CharField(max_length=255, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    letter = models.TextField(_("letter to the authors"), blank=True)
    via = models.CharField(max_length=20, choices=Via.choices, default=Via.ADMIN)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("-submitted_at", "-pk")
        permissions = (
            ("endorse", _("Can endorse works")),
            ("report", _("Can report on works")),
            ("admit_expert", _("Can admit experts")),
            ("approve_wording", _("Can approve the wording of shared rows")),
        )
        constraints = (
            models.UniqueConstraint(fields=["work_id"], condition=models.Q(state="running"), name="one_running_round_a_work"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> PolicyInForce:
        """The policy that this round runs under."""
        return PolicyInForce.from_json(self.policy)


class Report(models.Model):
    """An expert's recommendation on a round; what it says is frozen with the form that it answered."""

    class Recommendation(models.TextChoices):
        ENDORSE = "endorse", OUTCOMES["endorse"]
        MINOR = "minor", OUTCOMES["minor"]
        CHANGES = "changes", OUTCOMES["changes"]
        MAJOR = "major", OUTCOMES["major"]
        REJECT = "reject", OUTCOMES["reject"]

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    seat = models.CharField(_("seat"), max_length=50, default="science")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports")
    # Who it was, in words and numbers that outlive the account.
    by_id_then = models.PositiveBigIntegerField(null=True)
    by_name = models.CharField(max_length=255)
    by_orcid = models.CharField(max_length=19, blank=True)
    anonymity = models.CharField(max_length=10, choices=Anonymity.choices, default=Anonymity.OPEN)
    salt = models.CharField(max_length=64, default=secrets.token_hex, editable=False)
    recommendation = models.CharField(_("recommendation"), max_length=20, choices=Recommendation.choices)
    # The site's own words for it, as they were then.
    wording = models.CharField(max_length=255, blank=True)
    note = models.TextField(_("comments to the authors"), blank=True)
    to_editor = models.TextField(_("comments to the editors only"), blank=True)
    form = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    # What the expert declared: empty when never asked, "none", or the expert's own words.
    interests = models.TextField(_("conflicts of interest declared"), blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    via = models.CharField(max_length=20, choices=Via.choices, default=Via.ADMIN)
    # Anyone can check a certificate by it; it doesn't tell the work.
    code = models.CharField(max_length=20, unique=True, default=None, null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.by_name}: {self.recommended}"

    @property
    def recommended(self) -> str:
        return self.wording or self.get_recommendation_display()

    @property
    def is_open(self) -> bool:
        return self.anonymity == Anonymity.OPEN

    @property
    def public_name(self) -> str:
        """As authors and readers see it: empty for an anonymous expert."""
        return self.by_name if self.is_open else ""

    @property
    def shown_name(self) -> str:
        """For a sentence: who it was, or that the expert wished to stay unnamed."""
        return self.public_name or str(_("an anonymous expert"))

    def commitment(self) -> str:
        """SHA-256 over a secret salt and who it was: only who has the salt can open it."""
        text = f"{self.salt}|{self.by_id_then}|{self.by_name}|{self.by_orcid}"
        return hashlib.sha256(text.encode()).hexdigest()

    def digest(self) -> str:
        """SHA-256 over everything that the expert said."""
        return sha256(
            [
                self.salt,
                self.round_id,
                self.seat,
                self.recommendation,
                self.wording,
                self.note,
                self.to_editor,
                self.form,
                self.answers,
                self.interests,
                self.anonymity,
            ]
        )

    def as_sealed(self) -> dict[str, Any]:
        """What a seal says of who filled a seat."""
        named = {"name": self.by_name, "orcid": self.by_orcid} if self.is_open else {}
        said = {"recommendation": self.recommendation, "interests": "none" if self.interests in {"", "none"} else "declared"}
        return {"seat": self.seat, "report": self.digest(), "expert": self.commitment(), **said, **named}


class Comment(models.Model):
    """A remark on a passage of the snapshot."""

    class Severity(models.TextChoices):
        MUST = "must", _("must")
        SHOULD = "should", _("should")
        COULD = "could", _("could")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        TAKEN = "taken", _("taken over")
        RESOLVED = "resolved", _("resolved")

    round = models.ForeignKey(Round, models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    seat = models.CharField(max_length=50, blank=True)
    address = models.CharField(_("passage"), max_length=500)
    # A point of the passage's image, in per cent of its width and height ("37.5,20"): a W3C media fragment's x and y.
    point = models.CharField(_("point of the image"), max_length=20, blank=True)
    quote = models.TextField(_("quoted text"), blank=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices, default=Severity.SHOULD)
    text = models.TextField(_("comment"), blank=True)
    replacement = models.TextField(_("replacement text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_severity_display()}: {self.text[:60]}"

    @property
    def fragment(self) -> str:
        """The point as a W3C media fragment (`xywh=percent:…`); empty without one."""
        return f"xywh=percent:{self.point},0,0" if self.point else ""

    @property
    def is_blocking(self) -> bool:
        """It must change and isn't settled: it bars approval."""
        return self.severity == self.Severity.MUST and self.state in {self.State.OPEN, self.State.ANSWERED}

    def may_be_resolved_by(self, user: User) -> bool:
        return self.by_id == user.pk


def new_code() -> str:
    """Eight groups of letters and digits that nobody mistakes for each other, about 60 bits."""
    alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    return "-".join("".join(secrets.choice(alphabet) for _each in range(4)) for _group in range(3))
