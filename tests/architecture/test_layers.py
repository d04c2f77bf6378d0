"""What import-linter can't see: foreign keys given as strings, Wagtail's own `public()`, names that hide a lack of a home."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
OURS = ("content.", "search", "config")


def layers() -> list[list[str]]:
    """The layers of the contract, top to bottom, siblings together."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    content = next(contract for contract in contracts if contract["id"] == "content")["layers"]
    return [["search"], *([name.strip() for name in layer.split("|")] for layer in content)]


def rank(label: str) -> int:
    return next(number for number, layer in enumerate(layers()) if label in layer)


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(OURS)]


def test_foreign_keys_obey_the_layers() -> None:
    wrong = []
    for model in own_models():
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            target = getattr(field, "related_model", None)
            if not isinstance(target, type) or not target.__module__.startswith(OURS):
                continue
            if target._meta.label == settings.AUTH_USER_MODEL or not _declared_by_us(model, field.name):
                continue
            here, there = _declaring_label(model, field.name), target._meta.app_label
            if here != there and (rank(there) <= rank(here)):
                wrong.append(f"{model.__name__}.{field.name} in {here} points to {there}")
    assert wrong == []


def _declared_by_us(model: type[models.Model], name: str) -> bool:
    return any(base.__module__.startswith(OURS) and name in _fields_of(base) for base in model.__mro__)


def _declaring_label(model: type[models.Model], name: str) -> str:
    base = [base for base in model.__mro__ if base.__module__.startswith(OURS) and name in _fields_of(base)][-1]
    return base.__module__.split(".")[1] if base.__module__.startswith("content.") else base.__module__.split(".")[0]


def _fields_of(base: type) -> set[str]:
    meta = getattr(base, "_meta", None)
    return {field.name for field in meta.local_fields + meta.local_many_to_many} if meta else set()


def test_every_content_app_is_in_the_contract() -> None:
    known = {name for layer in layers() for name in layer}
    folders = {path.name for path in (ROOT / "content").iterdir() if (path / "apps.py").exists()}
    assert folders <= known


def sources() -> list[Path]:
    return [
        path
        for folder in ("content", "search", "site")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]


def test_wagtails_own_public_is_used_nowhere() -> None:
    users = [path.name for path in sources() if re.search(r"(?<!def )[\w)]\.public\(\)", path.read_text())]
    assert users == []


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "common.py", "misc.py"])
def test_no_module_is_a_drawer(name: str) -> None:
    assert [str(path) for path in sources() if path.name == name] == []


def test_files_stay_within_the_ceilings() -> None:
    long_code = {str(path.relative_to(ROOT)) for path in [*sources(), *(ROOT / "tests").rglob("*.py")] if lines(path) > 300}
    long_templates = {str(path.relative_to(ROOT)) for path in (ROOT / "site/templates").rglob("*.html") if lines(path) > 80}
    # Exceptions that only shrink.
    assert long_code - EXCEPTIONS == set()
    assert long_templates == set()


EXCEPTIONS: set[str] = {
    "tests/content/exchange/test_import_makes_drafts.py",
    "tests/content/exchange/test_export_brings_everything_back.py",
    "tests/content/review/test_nothing_unreviewed_is_public.py",
}


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())
