"""The intermediate form: what every format is read into, and every export is written from.

Plain data. Raw blocks are as a StreamField stores them, without ids; their pictures are names of `media` until the
importer has made rows of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

RawBlock = dict[str, Any]

# Raised whenever the same file is read into different blocks than before: an unchanged file is then read anew.
VERSION = 1


class ImportRefused(Exception):
    """The file can't come in; the message is one line, fit for the screen."""

    def __init__(self, reason: object) -> None:
        super().__init__(" ".join(str(reason).split()))


@dataclass
class ImportedMedia:
    name: str
    data: bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""
    source: str = ""

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class ImportedChapter:
    title: str
    body: list[RawBlock] = field(default_factory=list)
    science_notes: list[dict[str, str]] = field(default_factory=list)


@dataclass
class ImportedWork:
    lang: str = ""
    title: str = ""
    summary: str = ""
    body: list[RawBlock] = field(default_factory=list)
    chapters: list[ImportedChapter] = field(default_factory=list)
    contributors: list[dict[str, str]] = field(default_factory=list)
    references: list[dict[str, str]] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    licence: str = ""
    funding: str = ""
    interests: str = ""
    ai_use: str = ""
    media: dict[str, ImportedMedia] = field(default_factory=dict)
    cover: str = ""
    cover_alt: str = ""
    subjects: list[str] = field(default_factory=list)
    level: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    slug: str = ""
    # What the work is called where it comes from: a DOI, an ISBN, a publisher's address.
    identifier: str = ""
    warnings: list[str] = field(default_factory=list)

    def warn(self, message: object) -> None:
        text = " ".join(str(message).split())
        if text not in self.warnings:
            self.warnings.append(text)

    def blocks(self) -> Iterator[RawBlock]:
        """Every block of the work, those of its chapters too."""
        yield from self.body
        for chapter in self.chapters:
            yield from chapter.body

    def digest(self) -> str:
        """SHA-256 of all that would be imported; warnings don't count."""
        form = {
            **{name: value for name, value in vars(self).items() if name not in {"warnings", "media", "chapters"}},
            "chapters": [vars(chapter) for chapter in self.chapters],
            "media": [{**vars(item), "data": item.checksum} for _name, item in sorted(self.media.items())],
            "version": VERSION,
        }
        return hashlib.sha256(json.dumps(form, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def pictures_in(block: RawBlock) -> Iterator[dict[str, Any]]:
    """The picture values of a block: its own, or those of a gallery."""
    if block["type"] == "image":
        yield block["value"]
    elif block["type"] == "gallery":
        for item in block["value"]["images"]:
            yield item.get("value", item)
