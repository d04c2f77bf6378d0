"""Charts given as data: drawn on the server, without styles or scripts of their own, with the data beside them."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from content.core.charts import draw, read_table

DATA = "year,distance,error\n1969,3.8,0.1\n1990,4.6,0.2\n2020,5.7,0.1\n"


def chart(**fields: str) -> str:
    value = {"title": "The Moon", "kind": "line", "x_label": "Year", "y_label": "cm", "data": DATA, "description": "It rises."}
    return render_to_string("blocks/chart.html", {"self": value | fields})


@pytest.mark.parametrize("kind", ["line", "bar", "scatter"])
def test_each_number_has_its_mark(kind: str) -> None:
    marks = draw(kind, read_table(DATA))

    if kind == "line":
        assert [len(re.findall("[ML]", path)) for path in re.findall(r' d="([^"]*)"', marks)] == [3, 3]
    else:
        assert marks.count("chart__mark ") == 6


def test_higher_values_are_drawn_higher() -> None:
    heights = [float(y) for y in re.findall(r'<circle[^>]* cy="([\d.]+)"', draw("scatter", read_table("x,y\n1,1\n2,5\n3,9\n")))]

    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3


def test_the_chart_is_told_in_words_and_in_a_table() -> None:
    shown = chart()

    assert 'aria-label="It rises."' in shown
    assert shown.count("<tr>") == 4
    assert '<th scope="col">distance</th>' in shown


def test_nothing_in_it_needs_a_style_attribute() -> None:
    assert "style=" not in chart()
    assert "<script" not in chart(title="<script>alert(1)</script>")


@pytest.mark.parametrize("data", ["", "a,b", "a,b\nx,y", "only", "a,b\n1,5", "a,b\n1,\n2,3", "a,b\n1,5\nx,6", "a,b\n1,5,7,8"])
def test_poor_data_is_no_error(data: str) -> None:
    for kind in ("line", "bar", "scatter"):
        assert "<figure" in chart(data=data, kind=kind)
