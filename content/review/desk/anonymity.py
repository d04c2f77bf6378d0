"""Who may know whom: in a double anonymous review the expert doesn't learn who made the work.

The veil covers full names, mail addresses and ORCIDs of all who contributed to the work, edited or submitted it, wherever
the expert might read them: in the text, its references and credits, in letters and on paper. What can't be covered, a
voice in a recording or a hint between the lines, isn't shown or is the authors' own concern.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from content.people.models import Person, User
from content.review import policies
from content.review.models import Anonymity, Assignment, Round

if TYPE_CHECKING:
    from collections.abc import Iterable

# Shorter ones are words as well: lithium is Li.
SHORTEST, SHORTEST_HAN = 4, 2
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Veil:
    """Covers the names it knows; an empty one covers nothing."""

    names: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names)

    def over(self, text: str) -> str:
        """`text`, which may be HTML, without the names."""
        return self._pattern.sub(lambda _found: _("[name withheld]"), text) if self.names and text else text

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        spelled = self.names | {html.escape(name) for name in self.names}
        parts = [_bounded(name) for name in sorted(spelled, key=len, reverse=True)]
        return re.compile("|".join(parts), re.IGNORECASE)


def _bounded(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return words if HAN.search(name) else rf"(?<!\w){words}(?!\w)"


def is_double(assignment: Assignment) -> bool:
    return assignment.anonymity == Anonymity.DOUBLE


def is_blind(user: Any, round_: Round) -> bool:
    """Whether the user was asked for the round, or has reported on it, without learning who made it."""
    return round_.assignments.filter(expert_id=user.pk, anonymity=Anonymity.DOUBLE).exists()


def veil_of(assignment: Assignment) -> Veil:
    """What covers the authors' names for this expert."""
    if not is_double(assignment):
        return Veil()
    round_ = assignment.round
    persons = list(Person.objects.filter(pk__in=policies.contributor_ids(round_)).select_related("user"))
    ids = {
        *round_.edited_by,
        *policies.current_editors(round_),
        round_.submitted_by_id or 0,
        *(person.user_id or 0 for person in persons),
    }
    accounts = list(User.objects.filter(pk__in=ids))
    found = {*_of_persons(persons), *_of_accounts(accounts), round_.submitted_by_name}
    own = {str(assignment.expert), assignment.expert.email}
    return Veil(frozenset(name for name in found - own if _is_telling(name)))


def _of_persons(persons: Iterable[Person]) -> set[str]:
    found = set()
    for person in persons:
        wordings = [person.draft("name", code) for code, _name in settings.LANGUAGES]
        approved = [str(said.get("name", "")) for said in person.approved.values()]
        found |= {person.name, person.orcid, person.email, *wordings, *approved}
    return found


def _of_accounts(accounts: Iterable[User]) -> set[str]:
    return {name for account in accounts for name in (account.get_full_name(), account.email, account.orcid)}


def _is_telling(name: str) -> bool:
    return len(name) >= (SHORTEST_HAN if HAN.search(name) else SHORTEST)
