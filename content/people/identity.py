"""Who is one person: several accounts and several rows of persons may belong to the same human being."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from content.people.models import Person, User

if TYPE_CHECKING:
    from collections.abc import Iterable

# Providers that deliver a.b@ and ab@ to one mailbox.
_DOTLESS = {"gmail.com", "googlemail.com"}


def mailbox(address: str) -> str:
    """The mailbox that an address means: `A.B+review@Gmail.com` and `ab@gmail.com` are one."""
    local, _at, domain = address.strip().casefold().rpartition("@")
    domain = "gmail.com" if domain in _DOTLESS else domain
    local = local.partition("+")[0]
    if domain in _DOTLESS:
        local = local.replace(".", "")
    return f"{local}@{domain}" if local else ""


def accounts_of(user: User) -> set[int]:
    """Ids of every account that is the same person by ORCID, mailbox or linked person; the user's own among them."""
    persons = persons_of([user.pk])
    orcids = {person.orcid for person in persons if person.orcid} | ({user.orcid} if user.orcid else set())
    boxes = {mailbox(user.email), *(mailbox(person.email) for person in persons if person.email)}
    linked = {person.user_id for person in persons if person.user_id}
    by_orcid = User.objects.filter(Q(orcid__in=orcids) | Q(person__orcid__in=orcids)).values_list("pk", flat=True)
    same = set(by_orcid) if orcids else set()
    return {user.pk} | linked | same | _with_mailbox(boxes - {""})


def persons_of(account_ids: Iterable[int]) -> list[Person]:
    """The rows of persons that these accounts are, by link, ORCID or mailbox."""
    users = list(User.objects.filter(pk__in=list(account_ids)))
    orcids = {user.orcid for user in users if user.orcid}
    orcids |= set(Person.objects.filter(user__in=users).exclude(orcid="").values_list("orcid", flat=True))
    boxes = {mailbox(user.email) for user in users}
    found = {person.pk: person for person in Person.objects.filter(Q(user__in=users) | Q(orcid__in=orcids - {""}))}
    for person in Person.objects.exclude(email=""):
        if mailbox(person.email) in boxes:
            found[person.pk] = person
    return list(found.values())


def _with_mailbox(boxes: set[str]) -> set[int]:
    domains = {box.rpartition("@")[2] for box in boxes}
    if "gmail.com" in domains:
        domains |= _DOTLESS
    wanted = Q()
    for domain in domains:
        wanted |= Q(email__iendswith=f"@{domain}")
    if not boxes:
        return set()
    rows = User.objects.filter(wanted).values_list("pk", "email")
    return {pk for pk, email in rows if mailbox(email) in boxes}
