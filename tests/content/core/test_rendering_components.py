"""Each component renders alone, from what it is given by name; each template loads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from content.core.languages import language
from content.core.presentation import Card
from content.core.remarks import Badge, Remark

ROOT = Path(__file__).parents[3] / "site" / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
ARABIC = language("ar")
REVIEWED = Badge("approved", "Reviewed by experts")
CORRECTED = Remark(
    "corrected", "Corrected on 24 November.", "/en/record/7/", "Review record", Badge("corrected", "Corrected on 24 November"),
    (("What was wrong", "أربعون"), ("What is right", "أربعة")), ARABIC, ("body/b1",), "Corrected here", "notice-3",
)  # fmt: skip
RECORD = SimpleNamespace(
    reviewers=["Amina Scientist"], anonymous=2, approved_on=datetime(2026, 11, 24, tzinfo=UTC), digest="ab" * 32
)
WORK = SimpleNamespace(
    title="How stars shine", summary="Why they shine.", minutes=5, level="General", licence="", funding="None",
    pk=7, interests="", ai_use="", cover=None, language=language("en"),
)  # fmt: skip
TRANSLATIONS = [
    {"code": "en", "tag": "en", "name": "English", "direction": "ltr", "url": "/en/x/", "title": "X", "current": True},
    {"code": "ar", "tag": "ar", "name": "العربية", "direction": "rtl", "url": "/ar/x/", "title": "X", "current": False},
]
CARD = Card(
    id=7,
    translation_key=UUID(int=7),
    url="/ar/x/",
    title="النجوم",
    summary="لماذا تلمع",
    kind="article",
    kind_label="article",
    cover_id=None,
    level="General",
    minutes=3,
    language=ARABIC,
    approved_on=None,
    badge=CORRECTED.badge or REVIEWED,
)
NOTE = {
    "quote": "It left.",
    "status": "impossible",
    "status_label": "Impossible",
    "text": "Cause first.",
    "card": CARD,
    "reference": "R",
}

COMPONENTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "about": ({"work": WORK, "record": RECORD}, ["About this work", "abababababababab"]),
    "badge": ({"badge": REVIEWED, "work_id": 7}, ["Reviewed by experts", "<svg", "/record/7/"]),
    "body": ({"body": []}, []),
    "cards": ({"cards": [CARD]}, ['dir="rtl"', 'href="/ar/x/"', "Corrected on 24 November", "badge--corrected"]),
    "contributors": ({"contributors": [{"name": "Li", "role_label": "Author", "affiliation": "Here"}]}, ["Author", "Li", "Here"]),
    "cover": ({"work": WORK}, []),
    "empty": ({"reader_language": ARABIC}, ["/search/"]),
    "footer": ({"site_name": "Orrery"}, ["Orrery", "/feed/", "/thanks/"]),
    "header": (
        {"site_name": "Orrery", "languages": [ARABIC], "reader_language": ARABIC, "menu": []},
        ['role="search"', 'href="/ar/"'],
    ),
    "mark": ({}, ["<svg"]),
    "masthead": (
        {"work": WORK, "kind": "article", "record": RECORD, "badges": [REVIEWED], "translations": TRANSLATIONS},
        ["<h1>How stars shine</h1>", "Why they shine.", "5 minutes to read", "Reviewed by experts", 'hreflang="ar"'],
    ),
    "meta": ({"work": WORK, "translations": TRANSLATIONS}, ['content="Why they shine."', 'hreflang="ar"']),
    "orbits": ({}, ["<svg"]),
    "passage_marks": ({"marks": [CORRECTED]}, ["Corrected here", 'href="#notice-3"', "<svg"]),
    "pagination": ({"pagination": Paginator(range(50), 20).page(2)}, ['rel="prev" href="?page=1"', 'rel="next" href="?page=3"']),
    "picture": ({"image": SimpleNamespace(is_svg=False), "alt": ""}, []),
    "references": ({"references": [{"text": "A book.", "doi": "10.1/x", "isbn": "1"}]}, ["https://doi.org/10.1/x", "ISBN 1"]),
    "related": ({"cards": [CARD]}, ["More like this", 'href="/ar/x/"', 'dir="rtl"']),
    "remark": (
        {"remark": CORRECTED, "marks": {"body/b1": [CORRECTED]}},
        ["Corrected on 24 November.", 'id="notice-3"', 'lang="ar"', "أربعة", 'href="#b1"', 'role="note"'],
    ),
    "reviewed_by": ({"record": RECORD}, ["Amina Scientist", "2 anonymous experts", 'datetime="2026-11-24"']),
    "science_notes": ({"notes": [NOTE]}, ["Impossible", "It left.", "/ar/x/", "science-note--impossible"]),
    "sign": ({"kind": "refused"}, ["<svg"]),
    "translations": ({"translations": TRANSLATIONS}, ['aria-current="true"', 'dir="rtl"']),
}  # fmt: skip
NEEDS_AN_IMAGE = {"picture"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_template_loads(name: str) -> None:
    get_template(name)


def test_each_component_is_tried_here() -> None:
    assert {Path(name).stem for name in TEMPLATES if name.startswith("components/")} == set(COMPONENTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(COMPONENTS) - NEEDS_AN_IMAGE))
def test_each_component_renders_alone(name: str) -> None:
    given, expected = COMPONENTS[name]

    shown = render_to_string(f"components/{name}.html", given)

    for text in expected:
        assert text in shown
    assert "style=" not in shown


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_public_template_has_styles_or_scripts_of_its_own(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")

    assert " style=" not in source
    assert "<style" not in source
    assert "onclick" not in source
    assert "<script>" not in source


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_are_short_enough_to_read(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("sheet", sorted(path.name for path in (ROOT.parent / "static" / "css").glob("*.css")))
def test_style_sheets_know_no_left_and_right(sheet: str) -> None:
    source = (ROOT.parent / "static" / "css" / sheet).read_text(encoding="utf-8")

    for physical in (
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "text-align: left",
        "text-align: right",
        "border-left",
        "border-right",
    ):
        assert physical not in source


def test_the_error_page_needs_nothing_but_itself() -> None:
    with translation.override("ar"):
        shown = render_to_string("500.html", {})

    assert '<html lang="ar" dir="rtl">' in shown


@pytest.mark.parametrize(
    ("path", "context", "leads_to"),
    [
        ("/en/articles/stars/", {"page": object(), "translations": TRANSLATIONS}, {"ar": "/ar/x/", "fr": "/fr/articles/stars/"}),
        ("/en/search/", {"page": None, "query": "a star", "address": "?q=a+star"}, {"ar": "/ar/search/?q=a+star"}),
        ("/en/nowhere/", {}, {"ar": "/ar/"}),
    ],
)
def test_the_language_switcher_keeps_the_readers_place(path: str, context: dict[str, Any], leads_to: dict[str, str]) -> None:
    given = {
        "request": RequestFactory().get(path),
        "languages": [ARABIC, language("fr")],
        "reader_language": language("en"),
        "menu": [],
    }

    shown = render_to_string("components/header.html", given | context)

    for code, url in leads_to.items():
        assert f'href="{url}" lang="{code}"' in shown
