"""Charts given as data, drawn as SVG on the server: readable without scripts, with the data beside them."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 48


@dataclass(frozen=True)
class Table:
    header: list[str]
    rows: list[list[str]]

    def numbers(self, column: int) -> list[float | None]:
        return [_number(row[column]) if column < len(row) else None for row in self.rows]


def read_table(data: str) -> Table:
    """The rows of comma- or tab-separated values; the first names the columns."""
    separator = "\t" if "\t" in data else ","
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(data.strip()), delimiter=separator) if row]
    return Table(rows[0], rows[1:]) if rows else Table([], [])


def draw(kind: str, table: Table) -> SafeString:
    """The marks, axes and ticks as an SVG's content; empty for data without numbers."""
    series = [table.numbers(column) for column in range(1, len(table.header))]
    values = [value for line in series for value in line if value is not None]
    if not values:
        return SafeString("")
    low, high = min(0.0, *values), max(0.0, *values)
    if kind != "bar" and low == 0.0:
        low = min(values) if min(values) > 0.5 * max(values) else 0.0
    scale = _Scale(low, high if high > low else low + 1, _places(kind, table))
    marks = [_marks(kind, number, line, scale, len(series)) for number, line in enumerate(series)]
    return format_html(
        "{}{}{}", _axes(scale), format_html_join("", "{}", ((mark,) for mark in marks)), _names(kind, table, scale)
    )


class _Scale:
    def __init__(self, low: float, high: float, places: list[float]) -> None:
        self.low, self.high, self.places = low, high, places
        self.least, self.most = min(places, default=0), max(places, default=1)

    def x(self, place: float) -> float:
        spread = (self.most - self.least) or 1
        return round(LEFT + (place - self.least) / spread * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - self.low) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM), 1)

    def ticks(self) -> list[float]:
        step = 10 ** math.floor(math.log10((self.high - self.low) / 4))
        step *= next(factor for factor in (1, 2, 5, 10) if (self.high - self.low) / (step * factor) <= 6)
        first = math.ceil(self.low / step)
        return [number * step for number in range(first, math.floor(self.high / step) + 1)]


def _places(kind: str, table: Table) -> list[float]:
    numbers = table.numbers(0)
    if kind == "bar" or any(number is None for number in numbers):
        return [float(place) + 0.5 for place in range(len(table.rows))]
    return [number for number in numbers if number is not None]


def _axes(scale: _Scale) -> SafeString:
    lines = ((LEFT, scale.y(tick), WIDTH - RIGHT, LEFT - 8, scale.y(tick) + 4, f"{tick:g}") for tick in scale.ticks())
    return format_html_join(
        "",
        '<line class="chart__grid" x1="{0}" y1="{1}" x2="{2}" y2="{1}"/>'
        '<text class="chart__tick" x="{3}" y="{4}" text-anchor="end">{5}</text>',
        lines,
    )


def _marks(kind: str, number: int, line: list[float | None], scale: _Scale, count: int) -> SafeString:
    points = [(scale.x(place), scale.y(value)) for place, value in zip(scale.places, line, strict=False) if value is not None]
    if kind == "bar":
        width = max(4.0, (WIDTH - LEFT - RIGHT) / max(1, len(line)) * 0.7 / count)
        base = scale.y(max(0.0, scale.low))
        bars = (
            (round(_bar_x(place, len(line)) + (number - count / 2) * width, 1), y, width, base)
            for place, (_x, y) in enumerate(points)
        )
        return format_html_join(
            "",
            '<rect class="chart__mark chart__mark--{}" x="{}" y="{}" width="{}" height="{}"/>',
            ((number % 6, x, min(y, base), round(width, 1), round(abs(base - y), 1)) for x, y, width, base in bars),
        )
    if kind == "scatter":
        return format_html_join(
            "", '<circle class="chart__mark chart__mark--{}" cx="{}" cy="{}" r="4"/>', ((number % 6, x, y) for x, y in points)
        )
    path = " ".join(f"{'M' if place == 0 else 'L'}{x} {y}" for place, (x, y) in enumerate(points))
    return format_html('<path class="chart__line chart__line--{}" d="{}" fill="none"/>', number % 6, path)


def _bar_x(place: int, count: int) -> float:
    return LEFT + (place + 0.5) / max(1, count) * (WIDTH - LEFT - RIGHT)


def _names(kind: str, table: Table, scale: _Scale) -> SafeString:
    """Names under the horizontal axis: each category, or a few round numbers."""
    rows = [row[0] for row in table.rows]
    step = max(1, math.ceil(len(rows) / 8))
    places = [
        (_bar_x(number, len(rows)) if kind == "bar" else scale.x(scale.places[number]), HEIGHT - BOTTOM + 20, rows[number])
        for number in range(0, min(len(rows), len(scale.places)), step)
    ]
    return format_html_join("", '<text class="chart__tick" x="{}" y="{}" text-anchor="middle">{}</text>', places)


def _number(text: str) -> float | None:
    try:
        value = float(text.replace("−", "-").replace(" ", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
