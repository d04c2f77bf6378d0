"""An expert says when there is time and what they review; what would widen an admission waits for whoever admits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from content.core.languages import languages
from content.core.refusal import Refused
from content.people.models import ORCID
from content.review.experts import admission
from content.review.models import ExpertProfile
from content.taxonomy.models import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from content.people.models import User

MOST_AT_ONCE = 50


@dataclass(frozen=True, kw_only=True)
class DescribeYourself:
    """Fewer subjects or languages hold at once; more of them, once somebody who admits experts agrees."""

    expert: User
    subjects: Iterable[str]
    langs: Iterable[str]
    at_once: int
    away_until: date | None = None
    thanked: bool = False
    orcid: str = ""

    @transaction.atomic
    def execute(self) -> ExpertProfile:
        """Raises `Refused`."""
        self._check()
        profile, _new = ExpertProfile.objects.get_or_create(user=self.expert)
        profile.at_once, profile.away_until, profile.thanked = self.at_once, self.away_until, self.thanked
        known = {language.code for language in languages()}
        slugs = set(Subject.objects.values_list("slug", flat=True))
        chosen = {
            "subjects": [slug for slug in self.subjects if slug in slugs],
            "langs": [code for code in self.langs if code in known],
        }
        for name, wanted in chosen.items():
            self._narrow_or_wish(profile, name, wanted)
        self.expert.orcid = self.expert.orcid or self.orcid
        self.expert.save(update_fields=["subjects", "langs", "orcid"])
        profile.save()
        return profile

    def _check(self) -> None:
        if not 0 <= self.at_once <= MOST_AT_ONCE:
            raise Refused(_("At most %(count)d reviews at a time.") % {"count": MOST_AT_ONCE})
        if self.expert.orcid and self.orcid != self.expert.orcid:
            raise Refused(_("Your ORCID tells who you are: whoever admits experts changes it."))
        try:
            ORCID(self.orcid or "0000-0000-0000-0000")
        except ValidationError as error:
            raise Refused(_("An ORCID looks like 0000-0002-1825-0097.")) from error

    def _narrow_or_wish(self, profile: ExpertProfile, name: str, wanted: list[str]) -> None:
        """An empty list bars nothing: to empty one is to ask for everything."""
        present = list(getattr(self.expert, name))
        wishes = {key: value for key, value in profile.wishes.items() if key != name}
        widens = self.expert.admitted and bool(present) and (not wanted or bool(set(wanted) - set(present)))
        if widens:
            wishes[name] = wanted
            wanted = [each for each in present if each in wanted] or present
        profile.wishes = wishes
        setattr(self.expert, name, wanted)


@dataclass(frozen=True, kw_only=True)
class AnswerWishes:
    """Whoever admits experts agrees to more subjects and languages, or doesn't."""

    expert: User
    by: User
    granted: bool

    @transaction.atomic
    def execute(self) -> ExpertProfile:
        """Raises `Refused`."""
        if reason := admission.may_judge(self.by, self.expert):
            raise Refused(reason)
        profile = ExpertProfile.objects.select_for_update().filter(user=self.expert).first()
        if profile is None or not profile.wishes:
            raise Refused(_("%(name)s has no wishes that wait.") % {"name": self.expert})
        if self.granted:
            for name, wanted in profile.wishes.items():
                setattr(self.expert, name, wanted)
            self.expert.save(update_fields=["subjects", "langs"])
        profile.wishes = {}
        profile.save(update_fields=["wishes"])
        return profile


@dataclass(frozen=True, kw_only=True)
class SetDuty:
    """Who is on duty for urgent notices: said by whoever admits experts, never by the expert."""

    expert: User
    by: User
    on_duty: bool

    @transaction.atomic
    def execute(self) -> ExpertProfile:
        """Raises `Refused`."""
        if reason := admission.may_judge(self.by, self.expert):
            raise Refused(reason)
        if self.on_duty and not self.expert.admitted:
            raise Refused(_("%(name)s isn't an expert.") % {"name": self.expert})
        profile, _new = ExpertProfile.objects.get_or_create(user=self.expert)
        profile.on_duty = self.on_duty
        profile.save(update_fields=["on_duty"])
        return profile
