"""The keys follow what is public: works by the outbox, terms and persons with their approved wording."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from content.core.publication import public, seals
from content.people.models import Person
from content.taxonomy.models import Term
from search.completion.keys import keys_of
from search.models import CompletionKey

if TYPE_CHECKING:
    from content.core.reference import ReferenceRow

Kind = CompletionKey.Kind
OF_WORKS = (Kind.TITLE, Kind.WITHIN_TITLE)
OF_ROWS: dict[type[ReferenceRow], CompletionKey.Kind] = {Term: Kind.TERM, Person: Kind.PERSON}
BATCH = 500


def follow_works(ids: Collection[int]) -> None:
    """The keys of these works, as they are public now."""
    _replace(CompletionKey.objects.filter(kind__in=OF_WORKS, object_id__in=ids), _of_works(ids))


def follow_row(row: ReferenceRow) -> None:
    """The keys of a shared row's approved names; nothing for a row that isn't completed."""
    if kind := OF_ROWS.get(type(row)):
        _replace(CompletionKey.objects.filter(kind=kind, object_id=row.pk), _of_row(row, kind))


def forget_row(row: Any) -> None:
    if kind := OF_ROWS.get(type(row)):
        CompletionKey.objects.filter(kind=kind, object_id=row.pk).delete()


def rebuild() -> int:
    """All keys anew, in batches: completion goes on meanwhile, and nobody waits long to write; returns their number."""
    done = 0
    works = public().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=BATCH)
    while ids := list(islice(works, BATCH)):
        between = CompletionKey.objects.filter(kind__in=OF_WORKS, object_id__gt=done, object_id__lte=ids[-1])
        _replace(between, _of_works(ids))
        done = ids[-1]
    CompletionKey.objects.filter(kind__in=OF_WORKS, object_id__gt=done).delete()
    for model, kind in OF_ROWS.items():
        rows = model._base_manager.all()
        _replace(CompletionKey.objects.filter(kind=kind), (key for row in rows for key in _of_row(row, kind)))
    return CompletionKey.objects.count()


@transaction.atomic
def _replace(old: QuerySet[CompletionKey], keys: Iterable[CompletionKey]) -> None:
    old.delete()
    CompletionKey.objects.bulk_create(keys, batch_size=BATCH)


def _of_works(ids: Collection[int]) -> Iterator[CompletionKey]:
    """By the titles that were sealed, whatever the pages say."""
    visible = public(Page.objects.filter(pk__in=ids)).values_list("pk", flat=True)
    for face in seals().faces(list(visible)).values():
        for key, first in keys_of(face.title, face.lang).items():
            kind = Kind.TITLE if first else Kind.WITHIN_TITLE
            yield CompletionKey(kind=kind, lang=face.lang, key=key.encode(), object_id=face.work_id)


def _of_row(row: ReferenceRow, kind: CompletionKey.Kind) -> Iterator[CompletionKey]:
    for lang, wording in row.approved.items():
        for key in keys_of(wording.get("name", ""), lang):
            yield CompletionKey(kind=kind, lang=lang, key=key.encode(), object_id=row.pk)
