"""Putting words into a draft at an address, where a passage is known by one."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from wagtail.blocks import StreamValue

if TYPE_CHECKING:
    from content.core.models import Work


def replace_text(work: Work, address: str, old: str, new: str) -> None:
    """Put `new` for `old` in the passage at `address` of a draft, in memory; the caller saves a revision.

    Raises LookupError when the passage is gone, or doesn't hold `old` exactly once.
    """
    field, *steps = address.split("/")
    if field not in work.public_field_names():
        raise LookupError(address)
    value = getattr(work, field)
    if isinstance(value, StreamValue):
        data = json.loads(json.dumps([dict(block) for block in value.raw_data]))
        setattr(work, field, json.dumps(_in(data, steps, old, new), ensure_ascii=False))
    elif isinstance(value, str) and not steps:
        setattr(work, field, _once(value, old, new))
    else:
        raise LookupError(address)


def _in(value: Any, steps: list[str], old: str, new: str) -> Any:
    """The stored value of a block with the change made at the end of `steps`: ids of blocks and names of fields."""
    if isinstance(value, str) and not steps:
        if value.count(old) == 1 and "<" not in value:
            return _once(value, old, new)
        return _once(value, escape(old, quote=False), escape(new, quote=False))
    if not steps:
        return _in_only_text(value, old, new)
    step, *rest = steps
    if isinstance(value, dict) and step in value:
        return {**value, step: _in(value[step], rest, old, new)}
    if isinstance(value, list):
        found = [number for number, item in enumerate(value) if isinstance(item, dict) and item.get("id") == step]
        if len(found) == 1:
            item = value[found[0]]
            return [*value[: found[0]], {**item, "value": _in(item["value"], rest, old, new)}, *value[found[0] + 1 :]]
    raise LookupError(step)


def _in_only_text(value: Any, old: str, new: str) -> Any:
    """A block that was named as a whole: the one text in it that holds `old`."""
    if isinstance(value, dict):
        holders = [name for name, text in value.items() if isinstance(text, str) and old in text]
        if len(holders) == 1:
            return {**value, holders[0]: _in(value[holders[0]], [], old, new)}
    raise LookupError(old)


def _once(text: str, old: str, new: str) -> str:
    if not old or text.count(old) != 1:
        raise LookupError(old)
    return text.replace(old, new)
