"""The boxes of a work file: `::: {.fact-box}`, `.try-it`, `.timeline`, `.chart`, `.gallery`, `.quote`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from content.exchange.document import RawBlock
from content.exchange.tree.context import Context, Element, attribute
from content.exchange.tree.inlines import rich, words

Attr = list[Any]
KINDS = {"line", "bar", "scatter"}


def _fact_box(ctx: Context, attr: Attr, blocks: list[Element]) -> list[RawBlock]:
    html, rest = _rich(ctx, blocks)
    return [{"type": "fact_box", "value": {"title": attribute(attr, "title"), "text": html}}, *rest]


def _try_it(ctx: Context, attr: Attr, blocks: list[Element]) -> list[RawBlock]:
    value = {"title": attribute(attr, "title"), "materials": "", "steps": "", "safety": ""}
    rest: list[RawBlock] = []
    for block in blocks:
        names = block["c"][0][1] if block["t"] == "Div" else []
        name = next((name for name in names if name in {"materials", "steps", "safety"}), "")
        html, after = _rich(ctx, block["c"][1] if name else [block])
        value[name or "steps"] += html
        rest += after
    return [{"type": "try_it", "value": value}, *rest]


def _timeline(ctx: Context, attr: Attr, blocks: list[Element]) -> list[RawBlock]:
    entries: list[dict[str, str]] = []
    rest: list[RawBlock] = []
    for block in blocks:
        if block["t"] == "BulletList":
            entries += [_entry(ctx, item, rest) for item in block["c"]]
        else:
            html, after = _rich(ctx, [block])
            rest += [{"type": "text", "value": html}] * bool(words(html)) + after
    return [{"type": "timeline", "value": {"title": attribute(attr, "title"), "entries": entries}}, *rest]


def _entry(ctx: Context, item: list[Element], rest: list[RawBlock]) -> dict[str, str]:
    """`**1969** — *Title*. Text`: date and title are what is marked so."""
    inlines = list(item[0]["c"]) if item and item[0]["t"] in {"Para", "Plain"} else []
    entry = {"date": "", "title": "", "text": ""}
    inlines = _skip(inlines, "")
    if inlines and inlines[0]["t"] == "Strong":
        entry["date"], inlines = words(rich(ctx, inlines[0]["c"])), _skip(inlines[1:], "—–-:")
    if inlines and inlines[0]["t"] == "Emph":
        entry["title"], inlines = words(rich(ctx, inlines[0]["c"])), _skip(inlines[1:], ".。—–:")
    more, after = _rich(ctx, item[1:] if inlines or entry["date"] or entry["title"] else item)
    rest += after
    entry["text"] = "<br/>".join(part for part in (rich(ctx, inlines), re.sub(r"</?p>", "", more)) if part)
    return entry


def _skip(inlines: list[Element], marks: str) -> list[Element]:
    """Without the spaces and the dash or stop that lead to the next part."""
    while inlines:
        first = inlines[0]
        if first["t"] in {"Space", "SoftBreak"}:
            inlines = inlines[1:]
        elif first["t"] == "Str" and marks and first["c"][0] in marks:
            left = first["c"].lstrip(marks)
            inlines = [{"t": "Str", "c": left}, *inlines[1:]] if left else inlines[1:]
            marks = ""
        else:
            break
    return inlines


def _chart(ctx: Context, attr: Attr, blocks: list[Element]) -> list[RawBlock]:
    data = "\n".join(block["c"][1] for block in blocks if block["t"] == "CodeBlock")
    html, rest = _rich(ctx, [block for block in blocks if block["t"] != "CodeBlock"])
    kind = attribute(attr, "kind") or "line"
    if kind not in KINDS:
        ctx.warn(_("A chart of an unknown kind (%(kind)s) became a line chart.") % {"kind": kind})
        kind = "line"
    value = {
        "title": attribute(attr, "title"),
        "kind": kind,
        "x_label": attribute(attr, "x"),
        "y_label": attribute(attr, "y"),
        "data": data,
        "description": attribute(attr, "description"),
    }
    text = [{"type": "text", "value": html}] if words(html) else []
    return [{"type": "chart", "value": value}, *text, *rest]


def _gallery(ctx: Context, attr: Attr, blocks: list[Element]) -> list[RawBlock]:
    from content.exchange.tree.prose import Prose  # noqa: PLC0415  (a box holds blocks)

    inner = Prose(ctx)
    inner.add(blocks)
    found = inner.finish()
    images = [block["value"] for block in found if block["type"] == "image"]
    legend = "".join(block["value"] for block in found if block["type"] == "text")
    caption = re.sub(r"</?p>", "", re.sub(r"</p>\s*<p>", "<br/>", legend))
    others = [block for block in found if block["type"] not in {"image", "text"}]
    if not images:
        return found
    return [{"type": "gallery", "value": {"images": images, "caption": caption}}, *others]


def _quote(ctx: Context, attr: Attr, blocks: list[Element]) -> list[RawBlock]:
    html, rest = _rich(ctx, blocks)
    source = attribute(attr, "source")
    if source and not source.startswith(("http://", "https://")):
        ctx.warn(_("The source of a quotation isn't an address and was left out: %(source)s") % {"source": source[:120]})
        source = ""
    return [{"type": "quote", "value": {"text": html, "attribution": attribute(attr, "by"), "source": source}}, *rest]


def _rich(ctx: Context, blocks: list[Element]) -> tuple[str, list[RawBlock]]:
    from content.exchange.tree.prose import rich_with_rest  # noqa: PLC0415  (a box holds blocks)

    return rich_with_rest(ctx, blocks)


BOXES: dict[str, Callable[[Context, Attr, list[Element]], list[RawBlock]]] = {
    "fact-box": _fact_box,
    "try-it": _try_it,
    "timeline": _timeline,
    "chart": _chart,
    "gallery": _gallery,
    "quote": _quote,
}
