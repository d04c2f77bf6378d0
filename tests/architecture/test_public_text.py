"""Every field of a work is declared public, and so sealed, or private: an undeclared one fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from wagtail.models import Page

from content.core.models import Work
from content.core.reference import ReferenceRow
from content.core.registry import work_types

# What Wagtail keeps about a page: its place, its state, its history. None of it is a word that readers see, but for the
# slug, which is an address: it changes without a review and leaves a redirect.
FURNITURE = {field.name for field in Page._meta.get_fields()} - set(Work.public_field_names())
TEMPLATES = Path(__file__).resolve().parents[2] / "site" / "templates"


@pytest.mark.parametrize("model", work_types(), ids=lambda model: model.__name__)
def test_every_field_of_a_work_is_declared(model: type[Work]) -> None:
    fields = {field.name for field in model._meta.get_fields() if not field.auto_created} - FURNITURE
    undeclared = fields - set(model.public_field_names()) - set(model.private_fields) - {"page_ptr"}
    assert undeclared == set()


@pytest.mark.parametrize("model", work_types(), ids=lambda model: model.__name__)
def test_what_templates_read_of_a_work_is_sealed(model: type[Work]) -> None:
    derived = {
        "kind",
        "language",
        "minutes",
        "contributors",
        "get_verdict_display",
        "get_form_display",
        "get_completion_display",
        "pk",
        "url_path_public",
    }
    read = set()
    for folder in ("pages", "components"):
        for path in (TEMPLATES / folder).rglob("*.html"):
            source = path.read_text(encoding="utf-8").replace("pages/work.html", "")
            read |= set(re.findall(r"(?<!/)\bwork\.(\w+)", source))
    sealed = {name for kind in work_types() for name in kind.public_field_names()}
    assert read - derived - sealed == set()


def test_reference_rows_declare_their_wording() -> None:
    from django.apps import apps

    rows = [model for model in apps.get_models() if issubclass(model, ReferenceRow)]
    assert rows
    for model in rows:
        assert set(model.wording_fields) <= {field.name for field in model._meta.get_fields()}
