"""Files to import, made as they are needed: the real ones aren't part of the project."""

# ruff: noqa: E501  (documents stand in the tests as they are written)
from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image as Pillow

from content.exchange.document import ImportedWork
from content.exchange.reading import read_bundle
from content.exchange.safety import Bundle, check_document

LANGUAGES = ["en", "zh-hans", "zh-hant", "ar", "fr", "es", "ru", "ja", "ko", "de", "pt", "hi", "bo", "ug", "mn"]
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PAGE = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    '<head><title>x</title></head><body epub:type="{said}">{body}</body></html>'
)


def picture(colour: str = "navy", form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", (40, 30), colour).save(buffer, form)
    return buffer.getvalue()


def read(name: str, data: str | bytes, kind: str = "article", lang: str = "en", **others: bytes) -> ImportedWork:
    """One file read, without a database."""
    content = data.encode() if isinstance(data, str) else data
    check_document(name, content)
    files = {name: content, **{key.replace("__", "."): value for key, value in others.items()}}
    bundle = Bundle(name, files, folder=bool(others))
    return read_bundle(bundle, kind=kind, languages=LANGUAGES, lang=lang)[0]


def folder(place: Path, files: dict[str, str | bytes]) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def epub(
    pages: dict[str, tuple[str, str]], metadata: str = "", more: dict[str, str | bytes] | None = None, items: str = ""
) -> bytes:
    """A book of pages: file name → (epub:type, body)."""
    manifest = "".join(f'<item id="{name}" href="text/{name}" media-type="application/xhtml+xml"/>' for name in pages)
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Red Planet</dc:title><dc:language>en-GB</dc:language>'
        f'<dc:identifier id="i">urn:test:red-planet</dc:identifier>{metadata}</metadata><manifest>{manifest}{items}</manifest><spine>{spine}</spine></package>'
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book/content.opf": package,
    }
    files |= {f"book/text/{name}": PAGE.format(said=said, body=body) for name, (said, body) in pages.items()}
    return zipped({**files, **(more or {})})


def types(work: ImportedWork) -> list[str]:
    return [block["type"] for block in work.body]


def first(work: ImportedWork, kind: str) -> Any:
    return next(block["value"] for block in work.body if block["type"] == kind)
