"""Subjects, levels, licences, terms and institutions that every site begins with, approved by the demo's scientist."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from content.core.reference import ReferenceRow
from content.media.models import Licence
from content.people.models import Institution, User
from content.taxonomy.models import Level, Subject, Term

SOURCE = Path(__file__).parent / "reference.json"
WORDING = {"name", "introduction", "description", "definition"}


@transaction.atomic
def load_reference_data() -> None:
    """Make the rows that are missing; rows that exist, and whatever editors made of them, stay as they are."""
    data = json.loads(SOURCE.read_text(encoding="utf-8"))
    by = User.objects.filter(role="scientist", admitted=True).order_by("pk").first()
    for model, key in (
        (Licence, "licences"),
        (Level, "levels"),
        (Institution, "institutions"),
        (Subject, "subjects"),
        (Term, "terms"),
    ):
        known = set(model._base_manager.values_list("slug", flat=True))
        for entry in data[key]:
            if entry["slug"] not in known:
                _make(model, entry, by)


def _make(model: type[ReferenceRow], entry: dict[str, Any], by: User | None) -> None:
    plain = {name: value for name, value in entry.items() if name not in {*WORDING, "parent", "subject", "spdx"}}
    row = model(**plain)
    if entry.get("parent"):
        row.parent = Subject.objects.get(slug=entry["parent"])  # type: ignore[attr-defined]  # subjects have one
    if entry.get("subject"):
        row.subject = Subject.objects.get(slug=entry["subject"])  # type: ignore[attr-defined]  # terms have one
    codes = [code for code, _name in settings.LANGUAGES]
    for field in WORDING & set(entry):
        for lang, text in entry[field].items():
            if lang in codes:
                row.set_draft(field, lang, text)
    row.save()
    if by:
        for lang in row.pending():
            row.record_approval(lang, by)
