"""Which works the public may see: one function over all types, and the register of seals it asks.

`core` knows that nothing is public without a seal; what a seal is, `content.review` knows, and registers here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from content.core.models import Work
    from content.core.remarks import Badge


@dataclass(frozen=True)
class Face:
    """What lists and links show of a public work, as it was approved."""

    work_id: int
    translation_key: UUID
    kind: str
    lang: str
    title: str
    summary: str
    url: str
    cover_id: int | None
    minutes: int
    level: str
    approved_on: Any
    badge: Badge


@dataclass(frozen=True)
class SealInForce:
    # Whether readers may see the work now: `public()`, but for the title.
    readable: bool
    # Whether the ledger still says of it what it said when it was made.
    intact: bool
    digest: str
    # The version of the canonical form that the digest was made with.
    canonical: int
    content: dict[str, Any]
    reference: str
    # What readers are told of the approval: among it its `badge`, and `original`, the id of the work it is a translation of.
    record: dict[str, Any]


class Seals(Protocol):
    def condition(self) -> Q:
        """True for pages that a seal in force makes public."""

    def titles(self) -> Q:
        """True for pages whose title is the sealed one."""

    def covers(self, work: Work) -> bool:
        """Whether exactly this content of this work was approved."""

    def in_force(self, work_ids: Iterable[Any]) -> dict[int, SealInForce]: ...

    def faces(self, work_ids: Iterable[Any]) -> dict[int, Face]: ...

    def is_withdrawn(self, work_id: int) -> bool: ...

    def was_at(self, path: str) -> int | None:
        """The id of the work that had this path and is no longer public."""

    def at(self, paths: list[str]) -> list[int]:
        """The ids of the works published at these paths."""


class _NoSeals:
    """Without a register of seals nothing is public."""

    def condition(self) -> Q:
        return Q(pk__in=[])

    def titles(self) -> Q:
        return Q(pk__in=[])

    def covers(self, work: Work) -> bool:
        return False

    def in_force(self, work_ids: Iterable[Any]) -> dict[int, SealInForce]:
        return {}

    def faces(self, work_ids: Iterable[Any]) -> dict[int, Face]:
        return {}

    def is_withdrawn(self, work_id: int) -> bool:
        return False

    def was_at(self, path: str) -> int | None:
        return None

    def at(self, paths: list[str]) -> list[int]:
        return []


_register: list[Seals] = [_NoSeals()]


def register_seals(register: Seals) -> None:
    _register[:] = [register]


def seals() -> Seals:
    return _register[0]


def seal_of(work_id: int) -> SealInForce | None:
    """The seal in force of one work."""
    return seals().in_force([work_id]).get(work_id)


def public(queryset: QuerySet[Any] | None = None, *, titles: bool = True) -> QuerySet[Any]:
    """The works that anyone may read now: sealed, live, unrestricted and not past their time by the clock.

    `queryset` holds pages of any type (default: all). A work whose title was changed behind the gate is left out, but
    for `titles=False`: its own address shows the sealed text. Wagtail's own queryset method of this name only means
    "without view restriction", costs a query each time, and is used nowhere.
    """
    pages: Any = Page.objects.all() if queryset is None else queryset
    now = timezone.now()
    current = (
        pages.filter(live=True)
        .filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now))
        .exclude(restricted())
        .filter(seals().condition())
    )
    return current.filter(seals().titles()) if titles else current


def restricted() -> Exists:
    """Pages under a view restriction, in the same query."""
    above = PageViewRestriction.objects.annotate(here=ExpressionWrapper(OuterRef("path"), output_field=CharField())).filter(
        here__startswith=F("page__path")
    )
    return Exists(above)


def is_public(work: Page, *, titles: bool = True) -> bool:
    return bool(work.pk) and public(Page.objects.filter(pk=work.pk), titles=titles).exists()
