"""Ids of blocks: the same text keeps its id from import to import, so that what points at it goes on pointing at it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from wagtail.blocks import ListBlock
from wagtail.blocks.struct_block import BaseStructBlock

from content.exchange.document import RawBlock

SPACE = uuid.UUID("5f2c6d0e-8b1f-4c39-9a44-0e6d5a1c7b21")


def with_ids(stream: Any, new: list[RawBlock], old: list[RawBlock], seed: str) -> list[RawBlock]:
    """`new` blocks with ids: those of equal or replaced `old` blocks, else ids that follow from seed and content."""
    out: list[RawBlock] = []
    seen: dict[str, int] = {}
    for block, kept in _pairs(new, old):
        content = _signature(block)
        seen[content] = seen.get(content, 0) + 1
        own = str(uuid.uuid5(SPACE, f"{seed}\n{content}\n{seen[content]}"))
        block_id = kept["id"] if kept and kept.get("id") else own
        child = stream.child_blocks.get(block["type"])
        value = kept["value"] if kept and _signature(kept) == content else _items(child, block["value"], block_id)
        out.append({"type": block["type"], "value": value, "id": block_id})
    return out


def _pairs(new: list[RawBlock], old: list[RawBlock]) -> Iterator[tuple[RawBlock, RawBlock | None]]:
    """Each new block with the old one that it is, or that it takes the place of."""
    matcher = SequenceMatcher(None, [_signature(block) for block in old], [_signature(block) for block in new], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        for number, block in enumerate(new[j1:j2]):
            before = old[i1 + number] if kind in {"equal", "replace"} and i1 + number < i2 else None
            yield block, before if before and before["type"] == block["type"] else None


def _signature(block: RawBlock) -> str:
    return json.dumps([block["type"], _without_ids(block["value"])], ensure_ascii=False, sort_keys=True, default=str)


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"} and value["type"] == "item":
            return _without_ids(value["value"])
        return {key: _without_ids(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    return value


def _items(block: Any, value: Any, seed: str) -> Any:
    """Lists inside blocks in their stored form, each item with an id."""
    if isinstance(block, BaseStructBlock) and isinstance(value, dict):
        return {name: _items(block.child_blocks.get(name), item, f"{seed}/{name}") for name, item in value.items()}
    if isinstance(block, ListBlock) and isinstance(value, list):
        items = []
        for number, item in enumerate(value):
            plain = _without_ids(item)
            own = str(uuid.uuid5(SPACE, f"{seed}/{number}"))
            items.append({"type": "item", "value": _items(block.child_block, plain, own), "id": own})
        return items
    return value
