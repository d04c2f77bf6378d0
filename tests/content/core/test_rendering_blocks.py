"""Blocks as readers get them: headed tables, marked points, notes that links lead to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from wagtail.rich_text import RichText

from content.core.templatetags.orrery import points_of

TABLE = {"data": [["Planet", "Moons"], ["Mars", "2"]], "table_caption": "Moons"}


def block(name: str, value: Any) -> str:
    return " ".join(render_to_string(f"blocks/{name}.html", {"self": value}).split())


@pytest.mark.parametrize(("choice", "columns", "rows"), [("row", 2, 0), ("column", 0, 2), ("both", 2, 1), ("neither", 0, 0)])
def test_a_table_says_what_its_heads_head(choice: str, columns: int, rows: int) -> None:
    shown = block("table", TABLE | {"table_header_choice": choice})

    assert shown.count('scope="col"') == columns
    assert shown.count('scope="row"') == rows
    assert "<caption>Moons</caption>" in shown


@pytest.mark.parametrize("level", ["2", "3", "4"])
def test_a_heading_has_its_level(level: str) -> None:
    assert block("heading", {"text": "Light & dark", "level": level}) == f"<h{level}>Light &amp; dark</h{level}>"


def test_a_safety_note_stands_with_what_to_do() -> None:
    value = {
        "title": "Pinhole",
        "materials": RichText("<p>Card</p>"),
        "steps": RichText("<p>Hold</p>"),
        "safety": RichText("<p>Never look</p>"),
    }

    shown = block("try_it", value)

    assert shown.index("What to do") < shown.index("Safety") < shown.index("Never look")


def listed(*values: Any) -> Any:
    """The items of a list, each with its id, as a list block has them."""
    return SimpleNamespace(
        bound_blocks=[SimpleNamespace(id=f"item-{number}", value=value) for number, value in enumerate(values)]
    )


def test_a_note_can_be_linked_to() -> None:
    assert 'id="note-3"' in block("notes", {"notes": listed({"label": "3", "text": "More."})})


def test_a_timeline_keeps_its_order() -> None:
    entries = listed(
        {"date": "1543", "title": "Copernicus", "text": ""}, {"date": "1687", "title": "Newton", "text": "<p>Law</p>"}
    )

    shown = block("timeline", {"title": "Sky", "entries": entries})

    assert shown.index("1543") < shown.index("Copernicus") < shown.index("1687")


def test_points_are_numbered_and_placed_in_per_cent() -> None:
    view = {
        "image": SimpleNamespace(),
        "points": [{"x": 30, "y": 40.5, "title": "Rete", "text": ""}, {"x": 0, "y": 100, "title": "B", "text": ""}],
    }

    assert [(point["number"], point["x"], point["y"]) for point in points_of(view)] == [(1, 30.0, 40.5), (2, 0.0, 100.0)]


def test_a_quotation_names_its_source() -> None:
    shown = block("quote", {"text": RichText("<p>So.</p>"), "attribution": "Hypatia", "source": "https://example.org/"})

    assert 'cite="https://example.org/"' in shown
    assert '<a href="https://example.org/" rel="noopener">Hypatia</a>' in shown
