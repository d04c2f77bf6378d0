"""Review policies: which seats must be filled for which works. Each change makes a version that rounds can keep."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from content.core.ledger import canonical_json
from content.review.models.rounds import Anonymity
from content.review.seats.seating import CRITERIA, OUTCOMES, REOPENS, ROLES, PolicyInForce, Seat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from content.people.models import User

UP_TO_NINE = [MinValueValidator(1), MaxValueValidator(9)]


def all_criteria() -> list[str]:
    return list(CRITERIA)


class ReviewPolicy(ClusterableModel):
    """For works of these types, subjects, levels and languages (an empty list bars none), these seats."""

    class Applies(models.TextChoices):
        ALL = "all", _("originals and translations")
        ORIGINALS = "originals", _("originals only")
        TRANSLATIONS = "translations", _("translations only")

    slug = models.SlugField(_("identifier"), unique=True, max_length=50)
    name = models.CharField(_("name"), max_length=255)
    active = models.BooleanField(_("in use"), default=True)
    kinds = models.JSONField(_("types"), default=list, blank=True)
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    levels = models.JSONField(_("levels"), default=list, blank=True)
    langs = models.JSONField(_("languages"), default=list, blank=True)
    applies = models.CharField(_("applies to"), max_length=20, choices=Applies.choices, default=Applies.ALL)
    needs_decision = models.BooleanField(_("an editor decides before the seal"), default=False)
    allows_typos = models.BooleanField(_("editors may publish corrected typos without review"), default=False)
    offers_next = models.BooleanField(_("withdraw what isn't answered in time, and ask the next expert"), default=False)
    allows_urgent = models.BooleanField(_("a scientist on duty may clear urgent notices"), default=False)
    urgent_hours = models.PositiveSmallIntegerField(
        _("hours that an urgent notice may stay without full review"), default=24, validators=[MinValueValidator(1)]
    )
    answer_days = models.PositiveSmallIntegerField(
        _("working days to answer an invitation"), default=5, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    report_days = models.PositiveSmallIntegerField(
        _("working days to report"), default=15, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    anonymity = models.CharField(_("anonymity"), max_length=10, choices=Anonymity.choices, default=Anonymity.OPEN)
    criteria = models.JSONField(_("criteria of the report"), default=all_criteria, blank=True)
    own_questions = models.TextField(_("further questions"), blank=True, help_text=_("One a line, in your experts' language."))
    own_recommendations = models.TextField(
        _("your words for recommendations"),
        blank=True,
        help_text=_("One a line: endorse, minor, changes, major or reject, a colon, and what your experts read."),
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    # Who is about to save it: kept with the version that this makes.
    changed_by: User | None = None

    class Meta:
        verbose_name = _("review policy")
        verbose_name_plural = _("review policies")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """A policy that says something new gets a new version; running rounds keep theirs."""
        super().save(*args, **kwargs)
        # As they will be read back: tuples are lists there.
        terms = json.loads(canonical_json(self.terms().as_json()))
        terms.pop("versions")
        last = self.versions.order_by("-number").first()
        if last is None or last.terms != terms or last.conditions != self.conditions():
            self.version = (last.number if last else 0) + 1
            self.versions.create(number=self.version, terms=terms, conditions=self.conditions(), by=self.changed_by)
            type(self).objects.filter(pk=self.pk).update(version=self.version)

    def conditions(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("kinds", "subjects", "levels", "langs", "applies")}

    def terms(self) -> PolicyInForce:
        own = [line.strip() for line in self.own_questions.splitlines() if line.strip()]
        form = [{"key": key, "required": False} for key in self.criteria]
        form += [{"key": f"{self.slug}-{number}", "text": text, "required": False} for number, text in enumerate(own, 1)]
        return PolicyInForce(
            seats=tuple(seat.as_value() for seat in self.seats.all()),
            versions=((self.slug, self.version),),
            needs_decision=self.needs_decision,
            allows_typos=self.allows_typos,
            offers_next=self.offers_next,
            allows_urgent=self.allows_urgent,
            urgent_hours=self.urgent_hours,
            answer_days=self.answer_days,
            report_days=self.report_days,
            anonymity=self.anonymity,
            form=tuple(form),
            wordings=tuple(self.wordings()),
        )

    def wordings(self) -> Iterator[tuple[str, str]]:
        """(outcome, words) of each line; lines that say nothing are left out."""
        for line in self.own_recommendations.splitlines():
            outcome, _colon, text = (part.strip() for part in line.partition(":"))
            if outcome in OUTCOMES and text:
                yield outcome, text

    def clean(self) -> None:
        lines = [line for line in self.own_recommendations.splitlines() if line.strip()]
        outcomes = [outcome for outcome, _text in self.wordings()]
        if len(outcomes) != len(lines):
            raise ValidationError({"own_recommendations": _("A line needs one of the outcomes, a colon and your words.")})
        if outcomes and ("endorse" not in outcomes or set(outcomes) == {"endorse"}):
            raise ValidationError({"own_recommendations": _("Experts must be able to say yes, and to say no.")})

    def matches(self, *, kind: str, lang: str, subjects: Iterable[str], level: str, is_translation: bool) -> bool:
        """`subjects` with their ancestors, so that a policy for physics covers optics."""
        wanted = {self.Applies.ALL: True, self.Applies.TRANSLATIONS: is_translation, self.Applies.ORIGINALS: not is_translation}
        return (
            self.active
            and wanted[self.Applies(self.applies)]
            and (not self.kinds or kind in self.kinds)
            and (not self.langs or lang in self.langs)
            and (not self.levels or level in self.levels)
            and (not self.subjects or bool(set(self.subjects) & set(subjects)))
        )


class PolicySeat(Orderable):
    """A seat of a policy, as editors fill it in."""

    policy = ParentalKey(ReviewPolicy, on_delete=models.CASCADE, related_name="seats")
    slug = models.SlugField(_("identifier"), max_length=50, default="science")
    role = models.CharField(_("filled by"), max_length=20, choices=list(ROLES.items()), default="scientist")
    count = models.PositiveSmallIntegerField(_("experts asked"), default=1, validators=UP_TO_NINE)
    quorum = models.PositiveSmallIntegerField(_("of whom must endorse"), default=1, validators=UP_TO_NINE)
    step = models.PositiveSmallIntegerField(
        _("step"), default=1, help_text=_("Seats of one step are filled in parallel; the next step waits for it.")
    )
    by_invitation = models.BooleanField(_("by invitation only"), default=False)
    of_subject = models.BooleanField(_("must be an expert of the work's subject"), default=False)
    reopens = models.CharField(_("asked again after approval by"), max_length=10, choices=list(REOPENS.items()), default="style")

    panels: ClassVar[list[str]] = ["slug", "role", "count", "quorum", "step", "by_invitation", "of_subject", "reopens"]

    class Meta(Orderable.Meta):
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        if self.quorum and self.count and self.quorum > self.count:
            raise ValidationError({"quorum": _("No more can endorse than are asked.")})

    def as_value(self) -> Seat:
        names = ("slug", "role", "count", "quorum", "step", "by_invitation", "of_subject", "reopens")
        return Seat(**{name: getattr(self, name) for name in names})


class PolicyVersion(models.Model):
    """What a policy said at a time: never changed, never deleted."""

    policy = models.ForeignKey(ReviewPolicy, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    terms = models.JSONField()
    conditions = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("version of a policy")
        verbose_name_plural = _("versions of policies")
        ordering = ("policy", "-number")
        constraints = (models.UniqueConstraint(fields=["policy", "number"], name="one_version_a_number"),)

    def __str__(self) -> str:
        return f"{self.policy_id} {self.number}"
