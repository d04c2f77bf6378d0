"""A work on its page, gathered into the intermediate form: what the exports are written from."""

from __future__ import annotations

import re
import uuid
from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from content.core.models import Work
from content.core.publication import is_public, seal_of
from content.core.reference import ReferenceRow
from content.core.refusal import Refused
from content.core.serving import verified
from content.exchange.document import ImportedChapter, ImportedMedia, ImportedWork, RawBlock
from content.exchange.tree.inlines import clean
from content.exchange.writing.richtext import RichText

# Read by name below; the rest of what a type calls public is its own.
COMMON = {
    "title", "seo_title", "search_description", "summary", "keywords", "references", "funding", "interests", "ai_use", "cover",
    "cover_alt", "licence", "contributions", "work_subjects", "level", "body", "science_notes",
}  # fmt: skip


def collect(work: Work, version: str = "public") -> ImportedWork:
    """The work with its chapters, `public` as readers see it or the latest `draft`. Raises `Refused` if it isn't public."""
    if version == "public":
        shown = _public(work)
        parts = [found for part in work.parts() if (found := _public_or_none(part))]
        order = getattr(shown, "chapter_order", [])
        parts.sort(key=lambda part: order.index(part.pk) if part.pk in order else len(order))
    else:
        shown = work.get_latest_revision_as_object()
        parts = [part.get_latest_revision_as_object() for part in work.parts()]
    return _Collector(shown, version).collect(parts)


def _public(work: Work) -> Work:
    shown = _public_or_none(work)
    if shown is None:
        raise Refused(_("“%(title)s” isn't public.") % {"title": work.title})
    return shown


def _public_or_none(work: Work) -> Work | None:
    seal = seal_of(work.pk)
    return verified(work, seal) if seal and is_public(work, titles=False) else None


class _Collector:
    def __init__(self, page: Work, version: str) -> None:
        self.page, self.version = page, version
        self.lang = page.locale.language_code
        self.out = ImportedWork(lang=self.lang, title=page.title, slug=page.slug)
        # The same for every export of this work in this language, whoever makes it.
        self.out.identifier = f"urn:uuid:{uuid.uuid5(page.translation_key, self.lang)}"
        self._names: dict[int, str] = {}

    def collect(self, parts: list[Work]) -> ImportedWork:
        page, out = self.page, self.out
        for name in ("summary", "funding", "interests", "ai_use"):
            setattr(out, name, getattr(page, name))
        out.keywords = [word.strip() for word in page.keywords.split(",") if word.strip()]
        out.references = [{key: value or "" for key, value in block["value"].items()} for block in self._raw(page.references)]
        self._relations()
        out.body = self._body(page)
        out.chapters = [self._chapter(part) for part in parts]
        for name in page.public_field_names():
            field = page._meta.get_field(name) if name not in COMMON else None
            if (
                field is not None
                and getattr(field, "editable", True)
                and (value := self._value(field, name)) not in ("", None, [], {})
            ):
                out.fields[name] = value
        return out

    def _relations(self) -> None:
        page, out = self.page, self.out
        if hasattr(page, "contributions"):
            out.contributors = [
                {
                    "name": self._name(row.person),
                    "role": row.role,
                    "affiliation": row.affiliation,
                    "orcid": row.person.orcid,
                }
                for row in page.contributions.all()
                # Readers see nobody whose name awaits approval.
                if self._name(row.person)
            ]
        if hasattr(page, "work_subjects"):
            out.subjects = [row.subject.slug for row in page.work_subjects.all()]
        level, licence, cover = (getattr(page, name, None) for name in ("level", "licence", "cover"))
        out.level = level.slug if level else ""
        out.licence = (self._name(licence) or licence.slug.upper()) if licence else ""
        if cover:
            out.cover, out.cover_alt = self._media(cover), page.cover_alt

    def _name(self, row: ReferenceRow) -> str:
        """What readers see; in a draft what was written, approved or not."""
        return row.wording("name", self.lang) or (str(row) if self.version == "draft" else "")

    def _chapter(self, part: Work) -> ImportedChapter:
        notes = []
        for block in self._raw(getattr(part, "science_notes", [])):
            plain = self._plain(part.science_notes.stream_block.child_blocks[block["type"]], block["value"])
            notes.append({key: str(plain.get(key) or "") for key in ("quote", "status", "text", "work", "reference")})
        return ImportedChapter(part.title, self._body(part), notes)

    def _body(self, page: Work) -> list[RawBlock]:
        if not hasattr(page, "body"):
            return []
        stream = page.body.stream_block
        return [
            {**block, "value": self._stored(stream.child_blocks.get(block["type"]), block["value"])}
            for block in self._raw(page.body)
        ]

    def _raw(self, value: StreamValue) -> list[RawBlock]:
        return [dict(block) for block in value.raw_data] if isinstance(value, StreamValue) else []

    def _stored(self, block: Any, value: Any) -> Any:
        """The stored value with names of pictures for their ids, and rich text without links that only work in here."""
        if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
            return {name: self._stored(block.child_blocks.get(name), item) for name, item in value.items()}
        if isinstance(block, blocks.ListBlock) and isinstance(value, list):
            return [
                {**item, "value": self._stored(block.child_block, item["value"])}
                if isinstance(item, dict) and set(item) >= {"type", "value"}
                else self._stored(block.child_block, item)
                for item in value
            ]
        if isinstance(block, ImageChooserBlock):
            image = get_image_model().objects.filter(pk=value).first() if value else None
            return self._media(image) if image else ""
        if isinstance(block, blocks.RichTextBlock):
            return clean(expand_db_html(str(value or "")))
        return value

    def _value(self, field: Any, name: str) -> Any:
        """A field of the type as plain data, as its work file has it."""
        value = getattr(self.page, name)
        if isinstance(field, StreamField):
            stream = value.stream_block
            return [self._plain(stream.child_blocks[block["type"]], block["value"]) for block in self._raw(value)]
        if isinstance(field, models.ForeignKey):
            return self._name(value) if isinstance(value, ReferenceRow) else None
        return value if isinstance(value, int | list | dict) or value is None else str(value)

    def _plain(self, block: Any, value: Any) -> Any:
        if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
            return {
                name: found
                for name, item in value.items()
                if (found := self._plain(block.child_blocks.get(name), item)) not in ("", None, [])
            }
        if isinstance(block, blocks.ListBlock) and isinstance(value, list):
            items = [item["value"] if isinstance(item, dict) and set(item) >= {"type", "value"} else item for item in value]
            return [self._plain(block.child_block, item) for item in items]
        if isinstance(block, blocks.PageChooserBlock):
            return Page.objects.filter(pk=value).values_list("slug", flat=True).first() if value else ""
        if isinstance(block, blocks.RichTextBlock):
            return RichText().paragraphs(clean(expand_db_html(str(value or ""))))
        return self._stored(block, value)

    def _media(self, image: Any) -> str:
        """The name of a picture in the export; its content is taken along."""
        if image.pk in self._names:
            return self._names[image.pk]
        # The title is the name that the file came with; storage may have had to change it.
        stored = PurePosixPath(image.file.name)
        name = image.title if re.fullmatch(r"[\w .-]{1,80}", image.title) and image.title.endswith(stored.suffix) else stored.name
        if name in self.out.media:
            name = f"{image.pk}-{name}"
        with image.file.open("rb") as file:
            data = file.read()
        facts = {
            key: image.wording(key, self.lang) or (image.draft(key, self.lang) if self.version == "draft" else "")
            for key in ("alt", "credit")
        }
        licence = (self._name(image.licence) or image.licence.slug.upper()) if image.licence else ""
        self.out.media[name] = ImportedMedia(name, data, licence=licence, source=image.source, **facts)
        self._names[image.pk] = name
        return name
