"""Which works name a shared row (a person, subject, licence, image…): their documents change with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex, Revision

from content.core.models import Work
from content.core.reference import ReferenceRow
from content.core.registry import work_types

MOST_PATTERNS = 100
Rows = dict[type[Model], set[int]]


def works_below(page: Page) -> list[int]:
    """The works at a page and under it."""
    types = ContentType.objects.get_for_models(*work_types()).values()
    return list(Page.objects.descendant_of(page, inclusive=True).filter(content_type__in=types).values_list("pk", flat=True))


def works_naming(row: ReferenceRow) -> set[int]:
    """The works that name a row, or one that belongs to it (a subject below it, a person of the institution).

    By the columns that refer to it, by the references within texts, and by the drafts that aren't stored as pages yet.
    """
    rows = _with_dependants(row)
    works: set[int] = set()
    for model, ids in rows.items():
        for name, referring in _columns(model):
            works.update(_works_of(referring, name, ids))
        targets = {str(pk) for pk in ids}
        references = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=targets, base_content_type__model="page"
        )
        works.update(int(pk) for pk in references.values_list("object_id", flat=True))
    return works | _drafts_naming(rows)


def _with_dependants(row: ReferenceRow) -> Rows:
    """The row, and those that refer to it, however far."""
    found: Rows = {type(row): {row.pk}}
    new: Rows = {type(row): {row.pk}}
    while new:
        beyond: Rows = {}
        for model, ids in new.items():
            for name, referring in _columns(model):
                if issubclass(referring, ReferenceRow):
                    rows = set(referring._default_manager.filter(**{f"{name}__in": ids}).values_list("pk", flat=True))
                    beyond.setdefault(referring, set()).update(rows - found.get(referring, set()))
        new = {model: ids for model, ids in beyond.items() if ids}
        for model, ids in new.items():
            found.setdefault(model, set()).update(ids)
    return found


def _columns(model: type[Model]) -> Iterator[tuple[str, type[Any]]]:
    """The foreign keys to a model: name, and the model that has it."""
    for relation in model._meta.related_objects:
        if relation.many_to_one or relation.one_to_many:
            yield relation.field.name, relation.related_model  # type: ignore[misc]  # never "self" here


def _works_of(referring: type[Any], name: str, ids: set[int]) -> set[int]:
    rows = referring._default_manager.filter(**{f"{name}__in": ids})
    if issubclass(referring, Work):
        return set(rows.values_list("pk", flat=True))
    parent = next((field.attname for field in referring._meta.fields if isinstance(field, ParentalKey)), None)
    return set(rows.values_list(parent, flat=True)) if parent else set()


def _drafts_naming(rows: Rows) -> set[int]:
    """Works whose unpublished draft names one: a draft is stored as JSON, where a reference is its column and id."""
    drafts = Page.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    pairs = {(name, pk) for model, ids in rows.items() for name, _model in _columns(model) for pk in ids}
    if len(pairs) > MOST_PATTERNS:
        return set(drafts.values_list("pk", flat=True))
    condition = Q(pk__in=[])
    for name, pk in pairs:
        condition |= Q(text__contains=f'"{name}": {pk},') | Q(text__contains=f'"{name}": {pk}}}')
    revisions = Revision.objects.filter(pk__in=drafts.values("latest_revision_id"))
    found = revisions.annotate(text=Cast("content", TextField())).filter(condition)
    return {int(pk) for pk in found.values_list("object_id", flat=True)}
