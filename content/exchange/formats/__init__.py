"""One adapter a format: `read(request)` gives an `ImportedWork`, or raises `ImportRefused`."""

from __future__ import annotations

from collections.abc import Callable

from content.exchange.assemble import Request
from content.exchange.document import ImportedWork
from content.exchange.formats import docx, epub, html, jats, latex, markdown, odt, text

READERS: dict[str, Callable[[Request], ImportedWork]] = {
    "markdown": markdown.read,
    "epub": epub.read,
    "docx": docx.read,
    "odt": odt.read,
    "html": html.read,
    "latex": latex.read,
    "jats": jats.read,
    "text": text.read,
}
