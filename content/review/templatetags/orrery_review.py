"""What the templates of review need."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from content.core import languages

register = template.Library()


@register.filter
def bdi(text: object) -> SafeString:
    """A name or title inside a translated sentence, whichever way each of them runs."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def isolated(text: object) -> str:
    """The same in a mail, which is plain text."""
    return languages.isolated(text)


@register.filter
def language_name(code: str) -> str:
    """In the reader's language."""
    return str(get_language_info(code)["name_translated"])


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
