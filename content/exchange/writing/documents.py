"""HTML, Word and EPUB, written by pandoc from the document's Markdown: language, direction, notes, formulae, pictures inside."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace
from typing import Any

import yaml
from django.utils import translation
from PIL import Image as Pillow

from content.core.languages import language
from content.exchange.document import ImportedWork
from content.exchange.pandoc import write
from content.exchange.safety import suffix
from content.exchange.writing.markdown import MarkdownWriter, work_file
from content.exchange.writing.richtext import escape

# As the work files are read, but figures have captions, and HTML in the text is words.
READER = (
    "markdown-smart-raw_html-raw_tex-raw_attribute-markdown_in_html_blocks-native_divs-native_spans-auto_identifiers-citations"
    "-fancy_lists-example_lists-blank_before_header"
)
MARC = {"author": "aut", "translator": "trl", "illustrator": "ill", "editor": "edt", "adviser": "ctb"}


def as_markdown(work: ImportedWork, kind: str) -> bytes:
    return work_file(work, kind).encode()


def as_html(work: ImportedWork, kind: str) -> bytes:
    """One page that stands alone, pictures inside; nothing in it runs or loads."""
    return write(_source(work), READER, "html5", "--standalone", "--mathml", "--wrap=none")


def as_docx(work: ImportedWork, kind: str) -> bytes:
    work = _with_common_pictures(work)
    return write(_source(work), READER, "docx", "--standalone")


def as_epub(work: ImportedWork, kind: str) -> bytes:
    work = _with_common_pictures(work)
    files = {}
    options = ["--standalone", "--mathml", "--toc", "--toc-depth=2", "--split-level=1"]
    cover = work.media.get(work.cover)
    if cover:
        place = "cover" + (".png" if cover.data.startswith(b"\x89PNG") else suffix(cover.name))
        files = {place: cover.data}
        options.append("--epub-cover-image={" + place + "}")
    return write(_source(work, heading=not work.chapters), READER, "epub3", *options, files=files)


def as_json(work: ImportedWork, kind: str) -> bytes:
    """Everything, with the blocks and their ids as they are stored and the pictures in Base64."""
    media = {
        name: {**vars(item), "data": base64.b64encode(item.data).decode(), "sha256": item.checksum}
        for name, item in work.media.items()
    }
    form = {name: value for name, value in vars(work).items() if name not in {"warnings", "media", "chapters"}}
    form |= {"type": kind, "chapters": [vars(chapter) for chapter in work.chapters], "media": media}
    return (json.dumps(form, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def _with_common_pictures(work: ImportedWork) -> ImportedWork:
    """WebP and AVIF as PNG: many word processors and readers of books know neither."""
    media = dict(work.media)
    for name, item in work.media.items():
        if suffix(name) in {".webp", ".avif"}:
            buffer = io.BytesIO()
            with Pillow.open(io.BytesIO(item.data)) as picture:
                picture.save(buffer, "PNG")
            media[name] = replace(item, data=buffer.getvalue())
    return replace(work, media=media)


def _source(work: ImportedWork, heading: bool = False) -> bytes:
    """Metadata and text for pandoc."""
    lang = language(work.lang)
    names = [person["name"] for person in work.contributors]
    front = {
        "title": work.title,
        "pagetitle": work.title,
        "lang": lang.tag,
        "dir": lang.direction,
        "page-progression-direction": lang.direction,
        "author": names,
        "creator": [{"role": MARC.get(person["role"], "ctb"), "text": person["name"]} for person in work.contributors],
        "description": work.summary,
        "identifier": work.identifier,
        "rights": work.licence,
        "keywords": work.keywords,
        "subject": ", ".join(work.keywords),
    }
    # Pandoc reads metadata as Markdown: words stay words.
    plain = {key: _literal(value) for key, value in front.items() if value}
    with translation.override(work.lang):
        text = MarkdownWriter(work, document=True).text()
    head = f"# {escape(work.title)}\n\n" if heading else ""
    return f"---\n{yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)}---\n\n{head}{text}".encode()


def _literal(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_literal(item) for item in value]
    return {key: _literal(item) for key, item in value.items()}
