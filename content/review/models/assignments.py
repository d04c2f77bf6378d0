"""Who was asked for which seat, what they answered, and the letters that told them."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.review.models.rounds import Anonymity, Report, Round
from content.review.queries import AssignmentQuerySet, LetterQuerySet


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


class ExpertProfile(models.Model):
    """What makes an account an expert: who admitted them and why, what they can fill, and when they have time."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="expert_profile")
    roles = models.JSONField(_("seats this expert can fill"), default=list, blank=True)
    at_once = models.PositiveSmallIntegerField(_("reviews at a time, at most"), default=3)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    on_duty = models.BooleanField(_("on duty for urgent notices"), default=False)
    thanked = models.BooleanField(_("name me on the public thanks page"), default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_because = models.TextField(_("why this expert"), blank=True)
    address_verified_at = models.DateTimeField(_("mail address verified"), null=True)
    # Which address that was: another one has to be confirmed anew.
    verified_address = models.EmailField(_("verified mail address"), blank=True)
    admitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    admitted_because = models.TextField(_("reason of admission"), blank=True)
    admitted_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_because = models.TextField(_("reason of withdrawal"), blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    # Subjects and languages that an admitted expert would like to review too, until whoever admits has answered.
    wishes = models.JSONField(_("wishes"), default=dict, blank=True)

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_verified(self) -> bool:
        """Whether the account's present address is the one that was confirmed."""
        known = self.verified_address.casefold() in {"", self.user.email.casefold()}
        return self.address_verified_at is not None and known


class Assignment(models.Model):
    """One expert asked for one seat of a round."""

    class State(models.TextChoices):
        WAITING = "waiting", _("next in line")
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REPORTED = "reported", _("reported")
        WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")

    ASKED = (State.INVITED, State.ACCEPTED)

    round = models.ForeignKey(Round, models.PROTECT, related_name="assignments")
    seat = models.CharField(_("seat"), max_length=50)
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.INVITED, db_index=True)
    anonymity = models.CharField(_("anonymity"), max_length=10, choices=Anonymity.choices, default=Anonymity.OPEN)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    respond_by = models.DateTimeField(_("answer due"), null=True)
    report_by = models.DateTimeField(_("report due"), null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    declined_because = models.TextField(_("reason"), blank=True)
    # Another expert whom the one who declined would ask: a proposal, not an invitation.
    proposes = models.TextField(_("proposes instead"), blank=True)
    interests = models.TextField(_("conflicts of interest declared"), blank=True)
    # What the system warned of, and why the editor went on.
    warnings = models.JSONField(default=list)
    went_on_because = models.TextField(_("why nevertheless"), blank=True)
    # The link of the invitation holds the nonce: another nonce, and older links are void.
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    link_expires_at = models.DateTimeField(null=True)
    # Digests of the keys that accepting browsers hold.
    devices = models.JSONField(default=list, editable=False)
    draft = models.JSONField(_("draft of the report"), default=dict, editable=False)
    report = models.OneToOneField(Report, models.PROTECT, null=True, related_name="assignment")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["round", "expert"],
                condition=models.Q(state__in=("waiting", "invited", "accepted", "reported")),
                name="one_assignment_an_expert",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat}: {self.expert}"

    @property
    def due(self) -> datetime | None:
        """What the expert owes next, and when."""
        return {self.State.INVITED: self.respond_by, self.State.ACCEPTED: self.report_by}.get(self.State(self.state))

    @property
    def is_overdue(self) -> bool:
        return self.due is not None and self.due < timezone.now()


class Letter(models.Model):
    """A mail to one person: written with the change it tells of, sent when mail works, once."""

    # What it is about; a letter with the same key isn't written twice.
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True, related_name="letters")
    values: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    written_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.key
