"""A work's text as one ordered run of passages, with addresses that survive edits and moves.

An address is `field` for a plain field, and `field/block-id[/name…]` inside a StreamField: block ids stay with their
block when it moves. Sentences within a passage are addressed later by their number after a `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks import ListBlock, StreamValue
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.contrib.table_block.blocks import TableBlock

if TYPE_CHECKING:
    from content.core.models import Work


_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Passage:
    address: str
    field: str
    kind: str
    text: str
    html: str | None = None


def passages_of(work: Work) -> Iterator[Passage]:
    """Every public text of the work's own, in reading order; empty texts are left out."""
    for name in work.public_field_names():
        value = getattr(work, name, None)
        if isinstance(value, StreamValue):
            yield from _of_stream(value.stream_block, value.raw_data, name, name)
        elif isinstance(value, str) and value.strip() and _is_prose(work, name):
            yield Passage(name, name, "field", value)


def unit_of(address: str) -> str:
    """The field, or the block of a text, that the passage at `address` is in."""
    return "/".join(address.split("/")[:2])


def anchor_of(address: str) -> str:
    """What the passage's place is called in its page: the innermost block or item it is in; "" for the top of the page."""
    return next((part for part in reversed(address.split("/")[1:]) if _ID.fullmatch(part)), "")


def text_of(work: Work) -> str:
    return "\n".join(passage.text for passage in passages_of(work))


def plain(html: str) -> str:
    """The words of a rich text: tags go, paragraphs and breaks stay apart."""
    for mark in ("</p>", "</li>", "<br/>", "<br>", "</td>", "</tr>"):
        html = html.replace(mark, mark + " ")
    return " ".join(unescape(strip_tags(html)).split())


def _is_prose(work: Work, name: str) -> bool:
    field = work._meta.get_field(name)
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _of_block(block: blocks.Block, value: Any, address: str, field: str, kind: str) -> Iterator[Passage]:
    if isinstance(block, BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, (value or {}).get(name), f"{address}/{name}", field, kind)
    elif isinstance(block, BaseStreamBlock):
        yield from _of_stream(block, value or [], address, field)
    elif isinstance(block, ListBlock):
        for number, item in enumerate(value or []):
            inner, key = (item["value"], item.get("id")) if _is_item(item) else (item, number)
            yield from _of_block(block.child_block, inner, f"{address}/{key}", field, kind)
    elif isinstance(block, TableBlock):
        yield from _of_table(value or {}, address, field, kind)
    else:
        yield from _of_leaf(block, value, address, field, kind)


def _of_stream(block: BaseStreamBlock, children: Iterable[dict[str, Any]], address: str, field: str) -> Iterator[Passage]:
    """From what is stored: what blocks choose (images, pages) isn't read for the sake of the words."""
    for child in children:
        kind = child["type"]
        if kind in block.child_blocks:
            yield from _of_block(block.child_blocks[kind], child["value"], f"{address}/{child.get('id')}", field, kind)


def _is_item(item: Any) -> bool:
    """Lists were once stored bare."""
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _of_leaf(block: blocks.Block, value: Any, address: str, field: str, kind: str) -> Iterator[Passage]:
    if isinstance(block, blocks.RichTextBlock):
        source = value if isinstance(value, str) else getattr(value, "source", "")
        if text := plain(source):
            yield Passage(address, field, kind, text, source)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and isinstance(value, str) and value.strip():
        yield Passage(address, field, kind, value)


def _of_table(value: dict[str, Any], address: str, field: str, kind: str) -> Iterator[Passage]:
    if caption := value.get("table_caption"):
        yield Passage(f"{address}/caption", field, kind, caption)
    for number, row in enumerate(value.get("data") or []):
        if text := " ".join(str(cell) for cell in row if cell):
            yield Passage(f"{address}/row-{number}", field, kind, text)
