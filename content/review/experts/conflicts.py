"""What may stand between an expert and a fair report: hints for the editor, who decides and says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.people.identity import accounts_of, persons_of
from content.people.models import Contribution, Institution, Person
from content.review import policies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.people.models import User
    from content.review.models import Round

RECENT = timedelta(days=4 * 365)


@dataclass(frozen=True)
class Conflict:
    kind: str
    text: str
    # Nobody may go on against these: they are part in the work, not a doubt.
    final: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def conflicts_of(expert: User, round_: Round) -> list[Conflict]:
    return list(_found(expert, round_))


def _found(expert: User, round_: Round) -> Iterator[Conflict]:
    own_accounts = accounts_of(expert)
    own = persons_of(own_accounts)
    own_ids = {person.pk for person in own}
    author_ids = policies.contributor_ids(round_)
    if own_ids & author_ids:
        yield Conflict("contributor", _("is or was a contributor of this work"), final=True)
    if own_accounts & (set(round_.edited_by) | policies.current_editors(round_) | {round_.submitted_by_id or 0}):
        yield Conflict("editor", _("edited or submitted this work"), final=True)
    if policies.is_vouched_for_by_a_party(expert, round_):
        yield Conflict("admitted", _("was admitted by someone who has a part in this work"), final=True)
    authors = list(Person.objects.filter(pk__in=author_ids - own_ids).select_related("affiliation"))
    yield from _institutions(own, authors)
    yield from _works(own_ids, authors)
    yield from _grants(own, authors, str(round_.content.get("funding") or ""))


def _institutions(own: list[Person], authors: list[Person]) -> Iterator[Conflict]:
    parents: dict[int, int | None] = {row.pk: row.parent_id for row in Institution.objects.only("pk", "parent_id")}
    homes = {person.affiliation_id for person in own} - {None}
    for author in authors:
        if author.affiliation_id in homes:
            yield Conflict("institution", _("is at the same institution as %(name)s") % {"name": author})
        chain = set(_chain(author.affiliation_id, parents))
        if Institution.objects.filter(pk__in=chain, head__in=own).exists():
            yield Conflict("manager", _("heads an institution that %(name)s belongs to") % {"name": author})
    heads = {person.affiliation_id for person in own}
    above = {pk for home in heads for pk in _chain(home, parents)}
    for author in authors:
        if Institution.objects.filter(pk__in=above, head=author).exists():
            yield Conflict("manager", _("belongs to an institution that %(name)s heads") % {"name": author})


def _chain(institution_id: int | None, parents: dict[int, int | None]) -> Iterator[int]:
    """The institution and all it is part of."""
    seen: set[int] = set()
    while institution_id is not None and institution_id not in seen:
        seen.add(institution_id)
        yield institution_id
        institution_id = parents.get(institution_id)


def _works(own_ids: set[int], authors: list[Person]) -> Iterator[Conflict]:
    since = timezone.now() - RECENT
    recent = Contribution.objects.filter(page__latest_revision_created_at__gte=since)
    works = set(recent.filter(person__in=own_ids).values_list("page_id", flat=True))
    together = recent.filter(page_id__in=works, person__in=authors).values_list("person_id", flat=True)
    for author in authors:
        if author.pk in set(together):
            yield Conflict("coauthor", _("made a work with %(name)s in the last four years") % {"name": author})


def _grants(own: list[Person], authors: list[Person], funding: str) -> Iterator[Conflict]:
    mine = _numbers(person.grants for person in own)
    theirs = _numbers(author.grants for author in authors)
    named = {grant for grant in mine if grant.casefold() in funding.casefold()}
    for grant in sorted((mine & theirs) | named):
        yield Conflict("grant", _("was funded by the same grant: %(grant)s") % {"grant": grant})


def _numbers(texts: Iterable[str]) -> set[str]:
    return {grant.strip() for text in texts for grant in re.split(r"[\n,;]", text) if grant.strip()}
