"""A work's text as one ordered run of passages, with addresses that survive edits and moves.

An address is `field` for a plain field, and `field/block-id[/name…]` inside a StreamField: block ids stay with their
block when it moves. Sentences within a passage are addressed later by their number after a `#`.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from wagtail.rich_text import RichText

if TYPE_CHECKING:
    from content.core.models import Work


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
            for child in value:
                yield from _of_block(child.block, child.value, f"{name}/{child.id}", name, child.block_type)
        elif isinstance(value, str) and value.strip() and _is_prose(work, name):
            yield Passage(name, name, "field", value)


def unit_of(address: str) -> str:
    """The field, or the block of a text, that the passage at `address` is in."""
    return "/".join(address.split("/")[:2])


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
            yield from _of_block(child, value.get(name), f"{address}/{name}", field, kind)
    elif isinstance(block, ListBlock | BaseStreamBlock):
        for item in _items(value):
            yield from _of_block(item.block, item.value, f"{address}/{item.id}", field, getattr(item, "block_type", kind))
    elif isinstance(block, TableBlock):
        yield from _of_table(value or {}, address, field, kind)
    else:
        yield from _of_leaf(block, value, address, field, kind)


def _items(value: Any) -> list[Any]:
    """The children of a list or stream, each with its block, value and id."""
    return list(value) if isinstance(value, StreamValue) else list(getattr(value, "bound_blocks", ()))


def _of_leaf(block: blocks.Block, value: Any, address: str, field: str, kind: str) -> Iterator[Passage]:
    if isinstance(value, RichText):
        if text := plain(value.source):
            yield Passage(address, field, kind, text, value.source)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and isinstance(value, str) and value.strip():
        yield Passage(address, field, kind, value)


def _of_table(value: dict[str, Any], address: str, field: str, kind: str) -> Iterator[Passage]:
    if caption := value.get("table_caption"):
        yield Passage(f"{address}/caption", field, kind, caption)
    for number, row in enumerate(value.get("data") or []):
        if text := " ".join(str(cell) for cell in row if cell):
            yield Passage(f"{address}/row-{number}", field, kind, text)
