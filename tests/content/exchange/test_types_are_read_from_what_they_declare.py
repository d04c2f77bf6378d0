"""Fields that only one type has, from a work file."""

# ruff: noqa: E501  (documents stand in the tests as they are written)
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Page

from content.core.refusal import Refused
from content.exchange.importer import import_bundle
from content.exchange.safety import open_path
from content.taxonomy.models import Subject
from tests.content.exchange.sources import folder, picture

pytestmark = pytest.mark.django_db

EXHIBIT = """---
type: exhibit
title: Astrolabe
identifier: A.1
maker: Unknown
date_display: c. 1543
date_from: 1538
date_to: "1548-05-01"
dimensions:
- {kind: diameter, value: 12.5, unit: cm}
institution: Museum of Skies
label: It tells the time.
subjects: [astronomy, nowhere]
level: general
views:
- {file: front.png, alt: The front, caption: "The *front*"}
points:
- {view: 0, x: 25, y: 40.5, title: Rete, text: The **net** of stars}
live: true
owner: 1
colour: brass
---

The instrument.
"""


def bring(place: Path, name: str, text: str, kind: str, **files: bytes) -> tuple[Any, list[str]]:
    source = folder(place / name, {"en.md": text, **{key.replace("__", "."): value for key, value in files.items()}})
    (report,) = import_bundle(open_path(source), kind=kind)
    return Page.objects.get(pk=report.id).specific, report.warnings


def test_an_exhibit_with_views_points_and_dimensions(tmp_path: Path) -> None:
    work, warnings = bring(tmp_path, "astrolabe", EXHIBIT, "exhibit", front__png=picture())

    assert (work.identifier, work.date_display, work.date_from, work.date_to) == ("A.1", "c. 1543", 1538, 1548)
    assert (work.dimensions[0].value["kind"], float(work.dimensions[0].value["value"])) == ("diameter", 12.5)
    assert work.institution.draft("name", "en") == "Museum of Skies"
    view = work.views[0].value
    assert (view["image"].title, view["alt"], view["caption"].source) == ("front.png", "The front", "The <i>front</i>")
    point = view["points"][0]
    assert (point["x"], point["y"], point["title"], point["text"].source) == (25.0, 40.5, "Rete", "The <b>net</b> of stars")
    assert [row.subject for row in work.work_subjects.all()] == [Subject.objects.get(slug="astronomy")]
    assert work.level.slug == "general"
    assert any("nowhere" in warning for warning in warnings)


def test_a_file_can_set_no_field_that_readers_never_see(tmp_path: Path) -> None:
    work, warnings = bring(tmp_path, "astrolabe", EXHIBIT, "exhibit", front__png=picture())

    assert not work.live
    assert work.owner is None
    for name in ("live", "owner", "colour"):
        assert any(name in warning for warning in warnings), name


def test_a_label_over_its_budget_is_named_with_its_words_and_left_out(tmp_path: Path) -> None:
    work, warnings = bring(tmp_path, "long", EXHIBIT.replace("It tells the time.", "word " * 90), "exhibit", front__png=picture())

    assert work.label == ""
    assert any("label" in warning and "word word" in warning for warning in warnings)


def test_an_exhibition_finds_its_exhibits_by_slug(tmp_path: Path) -> None:
    exhibit, _warnings = bring(tmp_path, "astrolabe", EXHIBIT, "exhibit", front__png=picture())
    text = "---\ntitle: Skies\nrooms:\n- {title: One, narrative: Come in., exhibits: [astrolabe, missing]}\n---\n\nWelcome."

    work, warnings = bring(tmp_path, "skies", text, "exhibition")

    assert [page.pk for page in work.rooms[0].value["exhibits"] if page] == [exhibit.pk]
    assert work.rooms[0].value["narrative"].source == "<p>Come in.</p>"
    assert any("missing" in warning for warning in warnings)


def test_a_fact_check_keeps_claim_and_verdict(tmp_path: Path) -> None:
    text = "---\ntitle: Flat?\nsubtype: fact_check\nclaim: It is flat.\nclaimant: Somebody\nverdict: wrong\nevidence: Ships.\n---\n\nIt is round."

    work, warnings = bring(tmp_path, "flat", text, "article")

    assert (work.subtype, work.claim, work.claimant, work.evidence, work.verdict) == (
        "fact_check",
        "It is flat.",
        "Somebody",
        "Ships.",
        "",
    )
    assert any("verdict" in warning and "wrong" in warning for warning in warnings)


def test_science_notes_point_to_works(tmp_path: Path) -> None:
    article, _warnings = bring(tmp_path, "light", "# Light\n\nFast.", "article")
    text = '---\ntitle: Sea\ncontent_notes: [War, Loss]\n---\n# One\n\nThey [outran light]{.science status=impossible note="No." work="light"}.'

    work, _warnings = bring(tmp_path, "sea", text, "fiction")

    note = work.parts()[0].science_notes[0].value
    assert (note["quote"], note["status"], note["text"].source, note["work"].pk) == (
        "outran light",
        "impossible",
        "No.",
        article.pk,
    )
    assert work.content_notes == "War\nLoss"


def test_a_view_told_once_has_its_alternative_text_in_each_language(tmp_path: Path) -> None:
    meta = '{"views": [{"file": "front.png", "alt": "The front"}]}'
    files: dict[str, str | bytes] = {
        "meta.json": meta,
        "front.png": picture(),
        "en.md": "# A\n\nText.",
        "fr.md": "---\nalt: {front.png: La face}\n---\n# B\n\nTexte.",
    }

    reports = import_bundle(open_path(folder(tmp_path / "views", files)), kind="exhibit")

    works = [Page.objects.get(pk=report.id).specific for report in reports]
    assert [work.views[0].value["alt"] for work in works] == ["The front", "La face"]


def test_metadata_of_any_shape_ends_in_a_draft_or_in_one_line(tmp_path: Path) -> None:
    odd = '{"contributors": 5, "references": {"a": 1}, "keywords": {"x": 1}, "media": [1], "title": ["x", 2], "views": 3}'
    (report,) = import_bundle(open_path(folder(tmp_path / "odd", {"en.md": "# A\n\nb", "meta.json": odd})), kind="article")
    assert report.title == "x, 2"

    with pytest.raises(Refused, match=r"meta\.json can't be read"):
        import_bundle(open_path(folder(tmp_path / "broken", {"en.md": "# A\n\nb", "meta.json": "[1,"})), kind="article")
