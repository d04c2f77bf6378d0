"""Paragraphs: text, and the pictures and formulae that stand in them."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from content.exchange.document import RawBlock
from content.exchange.tree.context import Context, Element
from content.exchange.tree.inlines import rich, words
from content.exchange.tree.pictures import picture

SPACES = {"Space", "SoftBreak", "LineBreak"}
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")


def paragraph(ctx: Context, inlines: list[Element]) -> list[RawBlock]:
    """A paragraph as blocks: text, leading pictures with their caption, displayed formulae."""
    inlines, classes = _kramdown(ctx, inlines)
    pictures, rest = _leading_pictures(ctx, inlines)
    if "img_and_caption" in classes and pictures and pictures[-1]["type"] == "image":
        pictures[-1]["value"]["caption"] = rich(ctx, rest)
        return pictures
    return [*pictures, *_text_and_formulae(ctx, rest)]


def formula(latex: str) -> RawBlock:
    tag = _TAG.search(latex)
    clean = _LABEL.sub("", _TAG.sub("", latex)).strip()
    return {"type": "formula", "value": {"latex": clean, "label": tag.group(1) if tag else ""}}


def _kramdown(ctx: Context, inlines: list[Element]) -> tuple[list[Element], list[str]]:
    """The paragraph without the `{: .class }` that kramdown writes at its end, and its classes."""
    for start in range(len(inlines) - 1, -1, -1):
        if inlines[start]["t"] == "Str" and inlines[start]["c"].startswith("{:"):
            tail = "".join(item["c"] if item["t"] == "Str" else " " for item in inlines[start:] if item["t"] in {"Str", *SPACES})
            if not re.fullmatch(r"\{:[^{}]*\}\s*", tail) or len(inlines[start:]) != sum(
                item["t"] in {"Str", *SPACES} for item in inlines[start:]
            ):
                break
            classes = re.findall(r"\.([\w-]+)", tail)
            for name in set(classes) - {"img_and_caption"}:
                ctx.lost(_("the style “%(name)s” of a paragraph") % {"name": name})
            return _trim(inlines[:start]), classes
    return inlines, []


def _leading_pictures(ctx: Context, inlines: list[Element]) -> tuple[list[RawBlock], list[Element]]:
    found: list[RawBlock] = []
    rest = _trim(inlines)
    while rest and rest[0]["t"] == "Image":
        content: Any = rest[0]["c"]
        found += picture(ctx, content, words(rich(ctx, content[1])))
        rest = _trim(rest[1:])
    return found, rest


def _text_and_formulae(ctx: Context, inlines: list[Element]) -> list[RawBlock]:
    out: list[RawBlock] = []
    line: list[Element] = []

    def flush() -> None:
        html = rich(ctx, _trim(line))
        if words(html):
            out.append({"type": "text", "value": f"<p>{html}</p>"})
        line.clear()

    for inline in inlines:
        if inline["t"] == "Math" and inline["c"][0]["t"] == "DisplayMath":
            flush()
            out.append(formula(inline["c"][1]))
        else:
            line.append(inline)
    flush()
    return out


def _trim(inlines: list[Element]) -> list[Element]:
    start, end = 0, len(inlines)
    while start < end and inlines[start]["t"] in SPACES:
        start += 1
    while end > start and inlines[end - 1]["t"] in SPACES:
        end -= 1
    return inlines[start:end]
