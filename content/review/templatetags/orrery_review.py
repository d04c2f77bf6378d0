"""What the templates of review need."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def remarks(comments: dict[str, list[Any]], round_id: int, address: str) -> list[Any]:
    """The reader's own remarks on a passage."""
    return comments.get(f"{round_id}:{address}", [])
