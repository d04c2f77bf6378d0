"""The rows that works refer to, read for many works at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from content.core.models import Work


def read_rows(works: Sequence[Work]) -> None:
    """After it, foreign keys and children of these works, drafts among them, are read without a query.

    The works are only shown from then on. A draft's child whose row is gone is left out; a key of its own, empty.
    """
    of_type: dict[type[Work], list[Work]] = {}
    for work in works:
        of_type.setdefault(type(work), []).append(work)
    children: list[Any] = []
    for model, group in of_type.items():
        for name in _relations(model):
            children += _read_children(group, name)
    known = _read_keys([*works, *children])
    for work in works:
        work.read_only = True
        kept = work.__dict__.setdefault("_children", {})
        for name in _relations(type(work)):
            kept[name] = [row for row in kept[name] if _is_whole(row, known)]
        for field in _keys(type(work)):
            if getattr(work, field.attname) and not _is_known(work, field, known):
                setattr(work, field.name, None)


def _relations(model: type[Work]) -> list[str]:
    return [name for name in model.public_field_names() if model._meta.get_field(name).one_to_many]


def _read_children(works: list[Work], name: str) -> list[Any]:
    field: Any = works[0]._meta.get_field(name)
    parent = field.field.attname
    stored = [work.pk for work in works if name not in getattr(work, "_cluster_related_objects", {})]
    found: dict[int, list[Any]] = {}
    if stored:
        for row in field.related_model._default_manager.filter(**{f"{parent}__in": stored}).order_by("sort_order", "pk"):
            found.setdefault(getattr(row, parent), []).append(row)
    rows: list[Any] = []
    for work in works:
        own = found.get(work.pk, []) if work.pk in stored else list(getattr(work, name).all())
        work.__dict__.setdefault("_children", {})[name] = own
        rows += own
    return rows


def _read_keys(rows: list[Any]) -> dict[type[models.Model], dict[int, Any]]:
    """Each row that is referred to, once; with those above it, where rows form a tree."""
    known: dict[type[models.Model], dict[int, Any]] = {}
    waiting: Iterable[Any] = rows
    while waiting:
        slots = [(row, field) for row in waiting for field in _keys(type(row)) if getattr(row, field.attname)]
        wanted: dict[type[models.Model], set[int]] = {}
        for row, field in slots:
            wanted.setdefault(field.related_model, set()).add(getattr(row, field.attname))
        new: list[Any] = []
        for model, ids in wanted.items():
            have = known.setdefault(model, {})
            have.update(model._base_manager.in_bulk(ids - have.keys()) if ids - have.keys() else {})
            new += [have[pk] for pk in ids if pk in have]
        for row, field in slots:
            if _is_known(row, field, known):
                setattr(row, field.name, known[field.related_model][getattr(row, field.attname)])
        waiting = [row for row in {id(row): row for row in new}.values() if _unread_parent(row)]
    return known


def _unread_parent(row: Any) -> bool:
    return any(getattr(row, field.attname) and not field.is_cached(row) for field in _keys(type(row)))


def _keys(model: type[Any]) -> list[models.ForeignKey[Any, Any]]:
    """The foreign keys that readers see the rows of; of a shared row, the row above it."""
    if hasattr(model, "public_field_names"):
        names: Iterable[str] = model.public_field_names()
    else:
        names = getattr(model, "public_fields", ("parent",))
    return [field for field in model._meta.fields if isinstance(field, models.ForeignKey) and field.name in names]


def _is_known(row: Any, field: models.ForeignKey[Any, Any], known: dict[type[models.Model], dict[int, Any]]) -> bool:
    return getattr(row, field.attname) in known.get(field.related_model, {})


def _is_whole(row: Any, known: dict[type[models.Model], dict[int, Any]]) -> bool:
    return all(_is_known(row, field, known) for field in _keys(type(row)) if getattr(row, field.attname))
