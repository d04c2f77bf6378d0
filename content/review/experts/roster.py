"""The experts of a site as a list: what each fills and reviews, how much is in hand, who is away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from content.people.models import User
from content.review.experts.admission import fills
from content.review.models import Assignment, ExpertProfile
from content.review.seats.filling import with_right
from content.review.seats.plain_words import Names
from content.review.seats.seating import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Entry:
    expert: User
    profile: ExpertProfile | None
    roles: list[str]
    load: int
    langs: str
    subjects: str

    @property
    def seats(self) -> list[str]:
        """What the expert can fill; before the admission, what was proposed."""
        proposed = self.profile.roles if self.profile and not self.expert.admitted else self.roles
        return [str(ROLES.get(role, role)) for role in proposed]

    @property
    def is_away(self) -> bool:
        return bool(self.profile and self.profile.away_until and self.profile.away_until > timezone.localdate())


@dataclass(frozen=True)
class Roster:
    """Read in a handful of queries, however many experts there are."""

    filters: dict[str, str] = field(default_factory=dict)

    @cached_property
    def admitted(self) -> list[Entry]:
        accounts = User.objects.filter(admitted=True, is_active=True).select_related("expert_profile")
        entries = map(self._entry, accounts.order_by("last_name", "first_name", "email"))
        return [entry for entry in entries if entry.roles and self._fits(entry)]

    @cached_property
    def proposed(self) -> list[Entry]:
        return [entry for entry in map(self._entry, self._waiting()) if self._fits(entry)]

    @cached_property
    def wishing(self) -> int:
        return ExpertProfile.objects.filter(user__admitted=True).exclude(wishes={}).count()

    def entry(self, expert: User) -> Entry:
        return self._entry(expert)

    def _waiting(self) -> Iterable[User]:
        accounts = User.objects.filter(admitted=False, is_active=True, expert_profile__isnull=False)
        return accounts.select_related("expert_profile__proposed_by").order_by("-expert_profile__pk")

    def _entry(self, expert: User) -> Entry:
        profile = getattr(expert, "expert_profile", None)
        endorses = expert.pk in self._endorsers
        return Entry(
            expert,
            profile,
            [role for role in ROLES if fills(expert, role, endorses=endorses)],
            self._load[expert.pk],
            self._names.of("langs", expert.langs),
            self._names.of("subjects", expert.subjects),
        )

    def _fits(self, entry: Entry) -> bool:
        text = self.filters.get("q", "").casefold()
        if text and text not in f"{entry.expert.get_full_name()} {entry.expert.email}".casefold():
            return False
        for name, held in (("subject", entry.expert.subjects), ("lang", entry.expert.langs)):
            wanted = self.filters.get(name)
            if wanted and held and wanted not in held:
                return False
        seat = self.filters.get("seat")
        return not seat or seat in entry.roles or bool(entry.profile and seat in entry.profile.roles)

    @cached_property
    def _endorsers(self) -> set[int]:
        return with_right("endorse")

    @cached_property
    def _load(self) -> Counter[int]:
        return Counter(Assignment.objects.asked().values_list("expert_id", flat=True))

    @cached_property
    def _names(self) -> Names:
        return Names.read()
