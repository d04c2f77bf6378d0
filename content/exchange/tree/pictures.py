"""Pictures in a document: taken when they are part of what was given, named when they aren't."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _

from content.exchange.document import RawBlock
from content.exchange.tree.context import Context, attribute

_REMOTE = re.compile(r"(?i)^(?:https?:|ftp:)?//|^(?:https?|ftp):")


def picture(ctx: Context, content: Any, text: str, caption: str = "") -> list[RawBlock]:
    """The block of a picture, or what its words leave when it can't be had.

    `text` is what stands in the brackets or the alt attribute: the alternative text, but the caption where an `alt`
    is given of its own.
    """
    attr, _inlines, (source, _title) = content
    alt = attribute(attr, "alt") or attribute(attr, "aria-label")
    if alt and text and text != alt and not caption:
        caption = escape(text, quote=False)
    alt = alt or text
    found = None if _REMOTE.match(source) else ctx.find_picture(unquote(source))
    if found is not None:
        ctx.media.setdefault(found.name, found)
        return [{"type": "image", "value": {"image": found.name, "alt": alt, "caption": caption}}]
    _name_missing(ctx, source, alt)
    return [{"type": "text", "value": f"<p>{caption}</p>"}] if caption else []


def _name_missing(ctx: Context, source: str, alt: str) -> None:
    named = {"source": source[:200], "alt": alt[:200]}
    if _REMOTE.match(source):
        ctx.warn(_("A picture on another server was not fetched: %(source)s (%(alt)s)") % named)
    else:
        ctx.warn(_("A picture isn't part of what was given, so it was not read: %(source)s (%(alt)s)") % named)
