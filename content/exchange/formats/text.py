"""Plain text in whatever encoding: paragraphs, and the headings of chapters where they look like it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from content.exchange import metadata
from content.exchange.assemble import Request, assemble, pictures_of
from content.exchange.document import ImportedWork
from content.exchange.encoding import decode
from content.exchange.tree.context import Element

_CHAPTER = re.compile(
    r"(?i)^(?:第\s*[〇零一二三四五六七八九十百千两兩\d]+\s*[章回节節卷部](?:\s.*)?|第\d+장.*|"
    r"(?:chapter|chapitre|capítulo|kapitel|глава|часть|الفصل)\s+[\w.]+.{0,60})$"
)
TITLE_LENGTH = 90


def read(request: Request) -> ImportedWork:
    source, encoding = decode(request.data, request.lang)
    work = ImportedWork(lang=request.lang)
    if encoding:
        work.warn(_("The text was read as %(encoding)s.") % {"encoding": encoding})
    metadata.apply(work, request.meta)
    paragraphs = _paragraphs(source.replace("\r\n", "\n").replace("\r", "\n"))
    if not work.title and len(paragraphs) > 1 and len(paragraphs[0]) <= TITLE_LENGTH and not _CHAPTER.match(paragraphs[0]):
        work.title = " ".join(paragraphs.pop(0).split())
    blocks = [_heading(text) if _CHAPTER.match(text) else _paragraph(text) for text in paragraphs]
    return assemble(request, work, blocks, pictures_of(request.bundle))


def _paragraphs(source: str) -> list[str]:
    """Parted by empty lines; by every line where there are none, or where lines are indented as in Chinese books."""
    lines = [line for line in source.split("\n") if line.strip()]
    indented = sum(line.startswith(("\u3000", "\t", "  ")) for line in lines)
    parts = re.split(r"\n\s*\n", source)
    one_a_line = len([part for part in parts if part.strip()]) < 2 or indented * 3 >= len(lines)
    return [part.strip() for part in (lines if one_a_line else parts) if part.strip()]


def _heading(text: str) -> Element:
    return {"t": "Header", "c": [1, ["", [], []], _words(text)]}


def _paragraph(text: str) -> Element:
    return {"t": "Para", "c": _words(text)}


def _words(text: str) -> list[Element]:
    out: list[Element] = []
    for line in text.split("\n"):
        out += [{"t": "Str", "c": line.strip(" \t\u3000")}, {"t": "SoftBreak"}]
    return out[:-1]
