"""Whether there are experts for the seats of a policy: admitted, not away, of its languages and subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.people.models import User
from content.review.experts.admission import address_counts, fills
from content.taxonomy.models import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from content.review.seats.seating import PolicyInForce, Seat


@dataclass(frozen=True)
class Gap:
    """A seat for which there are too few experts; in one language or subject where it is asked for one."""

    seat: Seat
    able: int
    lang: str = ""
    subject: str = ""


class Bench:
    """All experts that could be asked today, read in four queries."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today or timezone.localdate()
        experts = User.objects.filter(is_active=True, admitted=True).select_related("expert_profile")
        self.experts = [expert for expert in experts if self._has_time(expert) and address_counts(expert)]
        self.endorsers = with_right("endorse")
        self.reporters = self.endorsers | with_right("report")
        rows = {pk: (slug, parent) for pk, slug, parent in Subject.objects.values_list("pk", "slug", "parent_id")}
        self.parents = {slug: rows[parent][0] for slug, parent in rows.values() if parent in rows}

    def gaps(self, terms: PolicyInForce, langs: Iterable[str] = (), subjects: Iterable[str] = ()) -> list[Gap]:
        """Where fewer experts than a seat's quorum could fill it, for each language and subject that is asked for."""
        found = []
        for seat in terms.seats:
            for lang in list(langs) or [""]:
                for subject in list(subjects) or [""]:
                    able = self.able(seat, lang, subject)
                    if able < seat.quorum:
                        found.append(Gap(seat, able, lang, subject))
        return found

    def able(self, seat: Seat, lang: str = "", subject: str = "") -> int:
        return sum(1 for expert in self.experts if self._could(expert, seat, lang, subject))

    def _could(self, expert: User, seat: Seat, lang: str, subject: str) -> bool:
        if not fills(expert, seat.role, endorses=expert.pk in self.endorsers):
            return False
        if expert.pk not in self.reporters and expert.role not in {"editor", "administrator"}:
            return False
        if lang and expert.langs and lang not in expert.langs:
            return False
        return self._knows(expert, seat, subject)

    def _knows(self, expert: User, seat: Seat, subject: str) -> bool:
        """By the subject itself or what it is part of; a part of it will do for some of its works."""
        own = set(expert.subjects)
        if not own or not subject:
            return bool(own) or not seat.of_subject
        return bool(own & self._chain(subject)) or any(subject in self._chain(slug) for slug in own)

    def _chain(self, slug: str) -> set[str]:
        """The subject and all that it is part of."""
        found: set[str] = set()
        while slug and slug not in found:
            found.add(slug)
            slug = self.parents.get(slug, "")
        return found

    def _has_time(self, expert: User) -> bool:
        profile = getattr(expert, "expert_profile", None)
        if profile is None:
            return True
        return profile.at_once > 0 and not (profile.away_until and profile.away_until > self.today)


def with_right(name: str) -> set[int]:
    """Ids of the accounts that hold a right of review: by group, by name, or as administrators."""
    by_group = Q(groups__permissions__codename=name, groups__permissions__content_type__app_label="review")
    by_name = Q(user_permissions__codename=name, user_permissions__content_type__app_label="review")
    return set(User.objects.filter(Q(is_superuser=True) | by_group | by_name, is_active=True).values_list("pk", flat=True))


def gap_in_words(gap: Gap, lang: str = "", subject: str = "") -> str:
    """`lang` and `subject` as they are called."""
    values = {"able": gap.able, "needed": gap.seat.quorum, "seat": gap.seat.label, "lang": lang, "subject": subject}
    if gap.lang and gap.subject:
        text = _("%(seat)s in %(lang)s on %(subject)s: %(needed)d needed, %(able)d available")
    elif gap.lang:
        text = _("%(seat)s in %(lang)s: %(needed)d needed, %(able)d available")
    elif gap.subject:
        text = _("%(seat)s on %(subject)s: %(needed)d needed, %(able)d available")
    else:
        text = _("%(seat)s: %(needed)d needed, %(able)d available")
    return text % values
