"""A body of text: pandoc's block elements as the raw blocks of a StreamField."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from content.exchange.document import RawBlock
from content.exchange.tree.context import Context, Element, attribute
from content.exchange.tree.divs import BOXES
from content.exchange.tree.inlines import escape, plain, raw_html, rich, words
from content.exchange.tree.paragraphs import paragraph
from content.exchange.tree.tables import table

# Text blocks of about this many characters: short enough to comment on, long enough to edit.
BLOCK_LENGTH = 2400
_INVISIBLE = re.compile(r"(?is)<(script|style|template|noscript)\b.*?(</\1\s*>|$)")


def read_body(ctx: Context, elements: list[Element]) -> list[RawBlock]:
    """The blocks of a whole body, its notes last."""
    prose = Prose(ctx)
    prose.add(elements)
    body = _level_headings(ctx, prose.finish())
    if ctx.notes:
        body.append({"type": "notes", "value": {"notes": ctx.notes}})
    return body


def rich_blocks(ctx: Context, elements: list[Element]) -> str:
    """Blocks as rich text alone; what rich text can't hold is named in the report."""
    html, rest = rich_with_rest(ctx, elements)
    if rest:
        kinds = ", ".join(sorted({block["type"] for block in rest}))
        ctx.warn(_("Found where only text can stand, and set after it: %(kinds)s") % {"kinds": kinds})
        ctx.pending += rest
    return html


def rich_with_rest(ctx: Context, elements: list[Element]) -> tuple[str, list[RawBlock]]:
    """Blocks as rich text, and those that rich text can't hold."""
    inner = Prose(ctx)
    inner.add(elements)
    html, rest = [], []
    for block in inner.finish():
        value = block["value"]
        if block["type"] == "text":
            html.append(value)
        elif block["type"] == "heading":
            html.append(f"<p><b>{escape(value['text'])}</b></p>")
        elif block["type"] == "formula":
            html.append(rf"<p>\({escape(value['latex'])}\)</p>")
        elif block["type"] == "quote":
            html.append(value["text"])
        else:
            rest.append(block)
    return "".join(html), rest


class Prose:
    """Collects blocks; paragraphs that follow each other become one text block."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.out: list[RawBlock] = []
        self._run: list[str] = []

    def add(self, elements: list[Element]) -> None:
        for element in elements:
            handler = HANDLERS.get(element["t"])
            if handler:
                handler(self, element.get("c"))

    def finish(self) -> list[RawBlock]:
        self._flush()
        return self.out

    def text(self, html: str) -> None:
        if words(html):
            if self._run and sum(map(len, self._run)) + len(html) > BLOCK_LENGTH:
                self._flush()
            self._run.append(html)
        self.settle()

    def block(self, block: RawBlock) -> None:
        if block["type"] == "text":
            self.text(block["value"])
            return
        self._flush()
        self.out.append(block)
        self.settle()

    def settle(self) -> None:
        """Set what was found inside a line after it."""
        pending, self.ctx.pending = self.ctx.pending, []
        for block in pending:
            self.block(block)

    def _flush(self) -> None:
        if self._run:
            self.out.append({"type": "text", "value": "".join(self._run)})
            self._run = []


def _para(prose: Prose, content: Any) -> None:
    for block in paragraph(prose.ctx, content):
        prose.block(block)
    prose.settle()


def _header(prose: Prose, content: Any) -> None:
    level, _attr, inlines = content
    title = plain(prose.ctx, inlines)
    if title:
        prose.block({"type": "heading", "value": {"text": title, "level": level}})
    prose.settle()


def _code_block(prose: Prose, content: Any) -> None:
    lines = escape(content[1]).split("\n")
    prose.text("<p><code>" + "<br/>".join(lines) + "</code></p>")


def _quote(prose: Prose, content: Any) -> None:
    html, rest = rich_with_rest(prose.ctx, content)
    if words(html):
        prose.block({"type": "quote", "value": {"text": html, "attribution": "", "source": ""}})
    for block in rest:
        prose.block(block)


def _item(prose: Prose, blocks: list[Element], rest: list[RawBlock]) -> str:
    """A list item: paragraphs become lines, since rich text knows none inside an item."""
    html, after = rich_with_rest(prose.ctx, blocks)
    rest.extend(after)
    html = re.sub(r"</p>\s*<p>", "<br/>", html)
    return re.sub(r"</?p>", "", html)


def _bullets(prose: Prose, content: Any) -> None:
    rest: list[RawBlock] = []
    items = "".join(f"<li>{_item(prose, item, rest)}</li>" for item in content)
    _list(prose, f"<ul>{items}</ul>", rest)


def _ordered(prose: Prose, content: Any) -> None:
    (start, style, _delimiter), items = content
    rest: list[RawBlock] = []
    if start != 1:
        # Rich text can only count from one: the numbers are kept as words.
        for number, item in enumerate(items, start):
            prose.text(f"<p>{number}. {_item(prose, item, rest)}</p>")
        _list(prose, "", rest)
        return
    if style["t"] not in {"DefaultStyle", "Decimal", "Example"}:
        prose.ctx.lost(_("lists counted by letters or Roman numerals; they count 1, 2, 3 now"))
    inner = "".join(f"<li>{_item(prose, item, rest)}</li>" for item in items)
    _list(prose, f"<ol>{inner}</ol>", rest)


def _list(prose: Prose, html: str, rest: list[RawBlock]) -> None:
    prose.text(html)
    for block in rest:
        prose.block(block)


def _definitions(prose: Prose, content: Any) -> None:
    for term, definitions in content:
        rest: list[RawBlock] = []
        lines = [f"<b>{rich(prose.ctx, term)}</b>", *(_item(prose, blocks, rest) for blocks in definitions)]
        _list(prose, "<p>" + "<br/>".join(lines) + "</p>", rest)


def _lines(prose: Prose, content: Any) -> None:
    prose.text("<p>" + "<br/>".join(rich(prose.ctx, line) for line in content) + "</p>")


def _rule(prose: Prose, content: Any) -> None:
    # A break between scenes has no block of its own; asterisks are how books print it.
    prose._run.append("<p>* * *</p>")


def _table(prose: Prose, content: Any) -> None:
    block, rest = table(prose.ctx, content)
    prose.block(block)
    for other in rest:
        prose.block(other)


def _figure(prose: Prose, content: Any) -> None:
    _attr, caption, blocks = content
    legend, rest = rich_with_rest(prose.ctx, caption[1])
    legend = re.sub(r"</?p>", "", re.sub(r"</p>\s*<p>", "<br/>", legend))
    inner = Prose(prose.ctx)
    inner.add(blocks)
    found = inner.finish()
    pictures = [block for block in found if block["type"] == "image"]
    if len(pictures) > 1:
        images = [block["value"] for block in pictures]
        found = [block for block in found if block["type"] != "image"]
        found.insert(0, {"type": "gallery", "value": {"images": images, "caption": legend}})
    elif pictures:
        _caption(pictures[0]["value"], legend)
    elif legend:
        found.append({"type": "text", "value": f"<p>{legend}</p>"})
    for block in [*found, *rest]:
        prose.block(block)


def _caption(value: dict[str, Any], legend: str) -> None:
    if words(value["caption"]) and words(value["caption"]) != words(legend):
        legend = f"{value['caption']}<br/>{legend}"
    value["caption"] = legend


def _div(prose: Prose, content: Any) -> None:
    attr, blocks = content
    if "orrery-note" in attr[1]:
        label = attribute(attr, "label")
        prose.ctx.add_note(rich_blocks(prose.ctx, blocks), label)
        return
    box = next((BOXES[name.replace("_", "-")] for name in attr[1] if name.replace("_", "-") in BOXES), None)
    if box is None:
        prose.add(blocks)
        return
    for block in box(prose.ctx, attr, blocks):
        prose.block(block)


def _raw(prose: Prose, content: Any) -> None:
    form, text = content
    if form != "html":
        prose.ctx.warn(_("A command in %(format)s was left out: %(text)s") % {"format": form, "text": text[:120]})
        return
    for found in _INVISIBLE.finditer(text):
        prose.ctx.warn(_("Removed: <%(tag)s>") % {"tag": found.group(1).lower()})
    rest = _INVISIBLE.sub("", text)
    for tag in re.findall(r"<[^>]*>", rest):
        raw_html(prose.ctx, tag)
    prose.ctx.has_raw_html = False
    if left := words(rest):
        prose.text(f"<p>{escape(left)}</p>")
    prose.settle()


def _level_headings(ctx: Context, body: list[RawBlock]) -> list[RawBlock]:
    """Levels 2 to 4, beginning with 2: the title of the page is level 1."""
    headings = [block["value"] for block in body if block["type"] == "heading"]
    top = min((value["level"] for value in headings), default=2)
    for value in headings:
        level = value["level"] - top + 2
        if level > 4:
            ctx.warn(_("Headings deeper than the third level became headings of the third."))
        value["level"] = str(min(level, 4))
    return body


HANDLERS: dict[str, Callable[[Prose, Any], None]] = {
    "Para": _para,
    "Plain": _para,
    "Header": _header,
    "CodeBlock": _code_block,
    "BlockQuote": _quote,
    "BulletList": _bullets,
    "OrderedList": _ordered,
    "DefinitionList": _definitions,
    "LineBlock": _lines,
    "HorizontalRule": _rule,
    "Table": _table,
    "Figure": _figure,
    "Div": _div,
    "RawBlock": _raw,
}
