"""Tables: pandoc's, of any shape, as the plain grid that editors edit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from content.exchange.document import RawBlock
from content.exchange.tree.context import Context
from content.exchange.tree.inlines import words


def table(ctx: Context, content: Any) -> tuple[RawBlock, list[RawBlock]]:
    """The table's block, and what its cells held that no cell can hold."""
    from content.exchange.tree.prose import rich_with_rest  # noqa: PLC0415  (cells hold blocks)

    _attr, caption, _columns, head, bodies, foot = content
    header = head[1]
    rows = [*header, *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
    rest: list[RawBlock] = []
    marks = False

    def text(blocks: list[Any]) -> str:
        nonlocal marks
        html, after = rich_with_rest(ctx, blocks)
        rest.extend(after)
        marks = marks or any(tag in html for tag in ("<i>", "<b>", "<a ", "<code>", "<li>"))
        return words(html)

    grid = _grid(ctx, rows, text)
    title = text(caption[1])
    if marks:
        ctx.lost(_("emphasis, links and lists in the cells of tables"))
    column = any(body[1] for body in bodies)
    choice = {(True, True): "both", (True, False): "row", (False, True): "column"}.get((bool(header), column), "neither")
    value = {
        "data": grid,
        "first_row_is_table_header": bool(header),
        "first_col_is_header": column,
        "table_header_choice": choice,
        "table_caption": title,
    }
    return {"type": "table", "value": value}, rest


def _grid(ctx: Context, rows: list[Any], text: Any) -> list[list[str]]:
    """Cells in a rectangle; a cell over several columns or rows leaves the others empty."""
    grid: list[list[str]] = []
    taken: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(rows):
        cells: dict[int, str] = {}
        column = 0
        for _attr, _align, height, width, blocks in row[1]:
            while taken.pop((number, column), False):
                column += 1
            cells[column] = text(blocks)
            if height > 1 or width > 1:
                ctx.lost(_("cells over several columns or rows"))
            for down in range(1, height):
                taken.update({(number + down, column + right): True for right in range(width)})
            column += max(1, width)
        grid.append([cells.get(index, "") for index in range(max(cells, default=-1) + 1)])
    width = max((len(row) for row in grid), default=0)
    return [row + [""] * (width - len(row)) for row in grid]
