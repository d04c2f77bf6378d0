"""Templates that only fail when they are rendered: each loads, with all that it includes and extends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

TEMPLATES = Path(__file__).resolve().parents[2] / "site" / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
REFERENCE = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")


@pytest.mark.parametrize("name", NAMES)
def test_each_template_loads_with_what_it_names(name: str) -> None:
    get_template(name)
    for other in REFERENCE.findall((TEMPLATES / name).read_text()):
        get_template(other)


def test_nothing_in_a_template_is_marked_safe_but_snippets() -> None:
    users = [name for name in NAMES if "|safe" in (TEMPLATES / name).read_text()]
    assert users == ["search/_list.html"]


def test_public_pages_hold_no_inline_script_or_style() -> None:
    public = [name for name in NAMES if not name.startswith(("review/", "exchange/", "wagtailadmin/"))]
    wrong = [
        name
        for name in public
        if re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", (TEMPLATES / name).read_text())
    ]
    assert wrong == []
