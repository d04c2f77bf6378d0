"""What only one type of work has, from plain data: the type's own fields and blocks say how to read it.

No type is named here: a new one is read by what its model declares. Only fields that the type calls public are set.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from content.core.models import Work
from content.core.reference import ReferenceRow
from content.exchange.document import RawBlock
from content.exchange.formats.markdown import READER
from content.exchange.identity import with_ids
from content.exchange.pandoc import read_tree
from content.exchange.rows import Rows
from content.exchange.tree.context import Context
from content.exchange.tree.inlines import escape
from content.exchange.tree.prose import rich_blocks

# The name of a picture in data written by people, and in the block that shows it.
OTHER_NAMES = {"image": "file"}
_MARKUP = re.compile(r"[*_`\[\\$<\n^~]")


class FieldReader:
    def __init__(self, work: Work, rows: Rows, images: dict[str, Any], seed: str) -> None:
        self.work, self.rows, self.images, self.seed = work, rows, images, seed

    def apply(self, fields: dict[str, Any]) -> None:
        for name, value in _with_points_in_views(fields).items():
            if name.startswith("_"):
                continue
            try:
                field = self.work._meta.get_field(name)
            except FieldDoesNotExist:
                field = None
            if field is None or name not in self.work.public_field_names() or not getattr(field, "editable", True):
                self._warn(
                    _("Not a field of this type, so left out: %(name)s (%(value)s)") % {"name": name, "value": str(value)[:200]}
                )
                continue
            self._set(field, name, value)

    def _set(self, field: Any, name: str, value: Any) -> None:
        if isinstance(field, StreamField):
            self.stream(name, value if isinstance(value, list) else [value])
        elif isinstance(field, models.ForeignKey):
            self._relation(field, name, value)
        elif isinstance(field, models.IntegerField):
            self._number(name, value)
        elif field.choices and str(value) not in dict(field.choices):
            known = ", ".join(str(key) for key, _label in field.choices)
            self._warn(
                _("%(name)s: “%(value)s” isn't one of %(known)s; left out.") % {"name": name, "value": value, "known": known}
            )
        else:
            self._text(field, name, value)

    def _text(self, field: Any, name: str, value: Any) -> None:
        separator = "\n" if isinstance(field, models.TextField) else ", "
        text = separator.join(str(item) for item in value) if isinstance(value, list) else str(value)
        if field.max_length and len(text) > field.max_length:
            self._warn(
                _("%(name)s is longer than %(limit)d characters and was cut: %(value)s")
                % {"name": name, "limit": field.max_length, "value": text}
            )
            text = text[: field.max_length]
        setattr(self.work, name, text)

    def _number(self, name: str, value: Any) -> None:
        found = re.match(r"\s*([-−]?\d+)", str(value))
        if found:
            setattr(self.work, name, int(found.group(1).replace("−", "-")))
        if not found or str(value).strip() != found.group(1):
            self._warn(
                _("%(name)s is a whole number (a year); of “%(value)s” no more was kept.") % {"name": name, "value": value}
            )

    def _relation(self, field: Any, name: str, value: Any) -> None:
        model = field.related_model
        if issubclass(model, ReferenceRow) and hasattr(model, "slug"):
            setattr(self.work, name, self.rows.reference_row(model, str(value)))
        else:
            self._warn(
                _("Not a field of this type, so left out: %(name)s (%(value)s)") % {"name": name, "value": str(value)[:200]}
            )

    def stream(self, name: str, items: list[Any]) -> None:
        """A StreamField of one kind of block, from a list of plain data."""
        stream = getattr(self.work, name).stream_block
        kind, block = next(iter(stream.child_blocks.items()))
        raw: list[RawBlock] = [{"type": kind, "value": self.raw(block, item)} for item in items]
        old = list(getattr(self.work, name).raw_data)
        setattr(self.work, name, blocks.StreamValue(stream, with_ids(stream, raw, old, f"{self.seed}/{name}"), is_lazy=True))

    def raw(self, block: Any, value: Any) -> Any:
        """Plain data as a block stores it."""
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, value if isinstance(value, dict) else {})
        if isinstance(block, blocks.ListBlock):
            return [
                self.raw(block.child_block, item) for item in (value if isinstance(value, list) else [value] if value else [])
            ]
        if isinstance(block, ImageChooserBlock | blocks.PageChooserBlock):
            choose = self._image if isinstance(block, ImageChooserBlock) else self._page
            return choose(str(value or ""))
        if isinstance(block, blocks.RichTextBlock):
            return self._rich(str(value or ""), inline="ul" not in (block.features or ["ul"]))
        return self._leaf(block, value)

    def _leaf(self, block: Any, value: Any) -> Any:
        if value is None:
            return block.get_prep_value(block.get_default())
        try:
            return block.get_prep_value(block.clean(block.to_python(value if isinstance(value, bool) else str(value))))
        except (ValidationError, ValueError, ArithmeticError):
            self._warn(_("%(name)s: “%(value)s” can't be read; left out.") % {"name": block.label or block.name, "value": value})
            return block.get_prep_value(block.get_default())

    def _struct(self, block: Any, value: dict[str, Any]) -> dict[str, Any]:
        unknown = set(value) - set(block.child_blocks) - {OTHER_NAMES[name] for name in OTHER_NAMES if name in block.child_blocks}
        for name in sorted(unknown):
            self._warn(
                _("Not a field of this type, so left out: %(name)s (%(value)s)") % {"name": name, "value": str(value[name])[:200]}
            )
        shown = self.rows.work.media.get(str(value.get("file") or value.get("image") or ""))
        if shown and shown.alt and "alt" in block.child_blocks:
            # The text in the language of the work, where the views themselves are told once for all languages.
            value = {**value, "alt": shown.alt}
        return {
            name: self.raw(child, value.get(name, value.get(OTHER_NAMES.get(name, ""))))
            for name, child in block.child_blocks.items()
        }

    def _image(self, name: str) -> int | None:
        row = self.images.get(name)
        if row is None and name:
            self._warn(
                _("A picture isn't part of what was given, so it was not read: %(source)s (%(alt)s)")
                % {"source": name, "alt": ""}
            )
        return row.pk if row else None

    def _page(self, slug: str) -> int | None:
        if not slug:
            return None
        wanted = Page.objects.filter(slug=slug.strip("/").rsplit("/", 1)[-1], depth__gt=3)
        found = wanted.filter(locale=self.work.locale).first() or wanted.first()
        if found is None:
            self._warn(_("There is no work called “%(slug)s” yet; the link to it was left out.") % {"slug": slug})
        return found.pk if found else None

    def _rich(self, text: str, inline: bool) -> str:
        """Markdown as rich text."""
        if not _MARKUP.search(text):
            html = escape(text)
            return html if inline or not html else f"<p>{html}</p>"
        ctx = Context(self.work.locale.language_code, self._warn, lambda source: None, {})
        html = rich_blocks(ctx, read_tree(text.encode(), READER)[0]["blocks"])
        return re.sub(r"</?p>", "", re.sub(r"</p>\s*<p>", "<br/>", html)) if inline else html

    def _warn(self, message: object) -> None:
        self.rows.work.warn(message)


def _with_points_in_views(fields: dict[str, Any]) -> dict[str, Any]:
    """Points that name their view by number go into that view."""
    views, points = fields.get("views"), fields.get("points")
    if not isinstance(views, list) or not isinstance(points, list):
        return fields
    placed = [{**view, "points": list(view.get("points", []))} if isinstance(view, dict) else {"file": view} for view in views]
    for point in points:
        number = point.get("view", 0) if isinstance(point, dict) else -1
        if isinstance(number, int) and 0 <= number < len(placed):
            placed[number].setdefault("points", []).append({key: item for key, item in point.items() if key != "view"})
    return {**{key: value for key, value in fields.items() if key != "points"}, "views": placed}
