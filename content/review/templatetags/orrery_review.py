"""What the templates of review need."""

from __future__ import annotations

import json
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def remarks(comments: dict[str, list[Any]], round_id: int, address: str) -> list[Any]:
    """The reader's own remarks on a passage."""
    return comments.get(f"{round_id}:{address}", [])


@register.simple_tag
def key_of(round_id: int, number: int) -> str:
    """A passage in an address: the round's number and its own, whatever the reader's language writes numbers in."""
    return f"{round_id}-{number}"


@register.simple_tag
def as_json(value: Any) -> str:
    """For an attribute: it is escaped there as any text is."""
    return json.dumps(value)
