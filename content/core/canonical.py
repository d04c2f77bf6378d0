"""The canonical form of a work: what is hashed, approved and compared.

Version 1. A JSON object (UTF-8, keys sorted, no spaces) with, for each public field the type declares:

- text, numbers, dates as they are stored; empty values (null, "", [], {}, false) are left out, so that a new optional
  field of a block breaks no seal;
- a StreamField as its normalised blocks, with their ids;
- a relation to a row as `[model, id]`: renaming a person reopens no work;
- ordered children (contributors, subjects) as lists of their own declared fields;
- under `media`, each media object the work refers to, with the SHA-256 of its file.

The digest is the SHA-256 of that text, in hexadecimal. A seal keeps the version that its digest was made with: another
version is another function in FORMS, and the old one stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail.blocks import StreamValue

from content.core.languages import code_of
from content.core.ledger import canonical_json, sha256
from content.core.protection import media_models

if TYPE_CHECKING:
    from content.core.models import Work

VERSION = 1


def digest_of(work: Work, version: int | None = None) -> str:
    """SHA-256 of the canonical form, in hexadecimal; KeyError for a version there never was."""
    return hashlib.sha256(canonical_text(work, version).encode()).hexdigest()


def canonical_text(work: Work, version: int | None = None) -> str:
    return canonical_json(form_of(work, version))


def form_of(work: Work, version: int | None = None) -> dict[str, Any]:
    return FORMS[version or VERSION](work)


def parts_of(work: Work) -> dict[str, str]:
    """The SHA-256 of each part of the canonical form: each field, and each block of a stream (`field/block id`)."""
    parts: dict[str, str] = {}
    for name, value in form_of(work).items():
        blocks = value if isinstance(value, list) and all(isinstance(item, dict) and "id" in item for item in value) else None
        for item in blocks or ():
            parts[f"{name}/{item['id']}"] = sha256(item)
        if blocks is None:
            parts[name] = sha256(value)
    return parts


def _form_1(work: Work) -> dict[str, Any]:
    form: dict[str, Any] = {"canonical": 1, "type": work._meta.label_lower, "lang": code_of(work)}
    for name in work.public_field_names():
        value = _prune(_field_value(work, name))
        if value is not None:
            form[name] = value
    media = media_of(work)
    if media:
        form["media"] = [[label, pk, checksum] for label, pk, checksum in media]
    return form


FORMS: dict[int, Callable[[Work], dict[str, Any]]] = {1: _form_1}


def media_of(work: Work) -> list[tuple[str, int, str]]:
    """Each media object the work's public fields refer to: model label, id, SHA-256 of the file; sorted."""
    labels = media_models()
    wanted: dict[type[models.Model], set[int]] = {}
    for model, object_id in references_of(work):
        if model in labels:
            wanted.setdefault(model, set()).add(object_id)
    found: list[tuple[str, int, str]] = []
    for model, ids in wanted.items():
        known = work.__dict__.get("known_checksums")
        rows = known[model] if known else dict(model._default_manager.filter(pk__in=ids).values_list("pk", "checksum"))
        found += [(model._meta.label_lower, pk, rows.get(pk, "missing")) for pk in ids]
    return sorted(found)


def references_of(work: Work) -> Iterator[tuple[type[models.Model], int]]:
    """The rows that the work's public fields refer to: model and id, in the order of the fields."""
    for name in work.public_field_names():
        key = _foreign_key(work, name)
        if key is not None:
            model, pk = key
            if pk is not None:
                yield model, pk
            continue
        value = getattr(work, name)
        if isinstance(value, StreamValue):
            for model, object_id, _model_path, _content_path in work._meta.get_field(name).extract_references(value):
                yield model, int(object_id)
        elif hasattr(value, "all"):
            for row in children_of(work, name):
                yield from _foreign_keys(row)


def _foreign_keys(row: models.Model) -> Iterator[tuple[type[models.Model], int]]:
    for name in row.public_fields:  # type: ignore[attr-defined]  # declared by each child of a work
        field = row._meta.get_field(name)
        if isinstance(field, models.ForeignKey) and getattr(row, field.attname):
            yield field.related_model, getattr(row, field.attname)


def children_of(work: Work, name: str) -> list[Any]:
    """The ordered children of a work; read once for a work that is only shown."""
    kept: dict[str, list[Any]] = work.__dict__.setdefault("_children", {})
    if work.read_only and name in kept:
        return kept[name]
    rows = getattr(work, name).all()
    if isinstance(rows, models.QuerySet):
        rows = rows.select_related(
            *[field for field in rows.model.public_fields if rows.model._meta.get_field(field).is_relation]
        )
    kept[name] = list(rows)
    return kept[name]


def _foreign_key(work: Work, name: str) -> tuple[type[models.Model], int | None] | None:
    """Model and id of a foreign key, without reading the row; None for another field."""
    field = work._meta.get_field(name)
    if not isinstance(field, models.ForeignKey):
        return None
    return field.related_model, getattr(work, field.attname)


def _field_value(work: Work, name: str) -> Any:
    key = _foreign_key(work, name)
    if key is not None:
        return [key[0]._meta.label_lower, key[1]] if key[1] is not None else None
    value = getattr(work, name)
    if isinstance(value, StreamValue):
        return _stream(value)
    if hasattr(value, "all"):
        return [_child(row) for row in children_of(work, name)]
    return value


def _stream(value: StreamValue) -> list[dict[str, Any]]:
    # Resolving each block first: a lazy stream returns what is stored, a resolved one what its blocks make of it.
    return [{"type": child.block_type, "value": child.block.get_prep_value(child.value), "id": child.id} for child in value]


def _child(row: models.Model) -> dict[str, Any]:
    names: Iterable[str] = row.public_fields  # type: ignore[attr-defined]  # declared by each child of a work
    out: dict[str, Any] = {}
    for name in names:
        field = row._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            out[name] = [field.related_model._meta.label_lower, getattr(row, field.attname)]  # type: ignore[union-attr]
        else:
            out[name] = getattr(row, name)
    return out


def _prune(value: Any) -> Any:
    """Drop what is empty, at every depth; None when nothing is left."""
    if isinstance(value, dict):
        kept = {key: kept for key, item in value.items() if (kept := _prune(item)) is not None}
        return kept or None
    if isinstance(value, list | tuple):
        items = [kept for item in value if (kept := _prune(item)) is not None]
        return items or None
    if value is None or value is False or value == "":
        return None
    return value
