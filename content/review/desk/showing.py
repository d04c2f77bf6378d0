"""How the blocks of a snapshot are shown to an expert: as readers will see them, with files that the expert may open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lxml import html as lxml_html
from lxml.html import HtmlElement
from wagtail import blocks
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from content.core.blocks import ReferenceBlock
from content.core.templatetags.orrery import rich
from content.media.models import Document, Image
from content.media.templatetags.orrery_media import credit_of
from content.review.desk.anonymity import Veil


@dataclass(frozen=True)
class Picture:
    """An image of a passage, the address of the block that shows it, and what is read aloud for it."""

    address: str
    image_id: int
    alt: str


@dataclass(frozen=True)
class Showing:
    """`file_url` is the address of a media object by its model and id; empty where it can't be shown."""

    file_url: Callable[[str, int], str]
    veil: Veil = field(default_factory=Veil)

    def of_block(self, child: Any, address: str) -> tuple[SafeString, list[Picture]]:
        """A block of a stream as HTML, and the pictures in it."""
        found = _pictures(child.block, child.value, address)
        pictures = [replace(picture, alt=self.veil.over(picture.alt)) for picture in found]
        markup = str(child.render()) if getattr(child.block.meta, "template", None) else _fields(child)
        if pictures or (_shows_file(child) or (self.veil and "credit" in markup)):
            markup = self._with_files(markup, child, pictures)
        return mark_safe(self.veil.over(markup)), pictures  # noqa: S308  (rendered by the blocks' own templates)

    def of_image(self, image: Image, address: str, alt: str, lang: str) -> tuple[SafeString, list[Picture]]:
        picture = Picture(address, image.pk, self.veil.over(alt))
        credit = "" if self.veil else credit_of(image, lang)
        figure = '<figure class="picture"><img src="{}" alt="{}" data-address="{}"><figcaption>{}</figcaption></figure>'
        return format_html(figure, self.file_url("image", image.pk), picture.alt, address, credit), [picture]

    def _with_files(self, markup: str, child: Any, pictures: list[Picture]) -> str:
        root = lxml_html.fragment_fromstring(markup, create_parent="div")
        for node, picture in zip(root.iter("img"), pictures, strict=False):
            self._show_picture(node, picture)
        for node in list(root.iter("audio", "video")):
            self._show_recording(node, child.value)
        if self.veil:
            for node in root.find_class("credit"):
                node.drop_tree()
        return _inner(root)

    def _show_picture(self, node: HtmlElement, picture: Picture) -> None:
        parent = node.getparent()
        if parent is not None and parent.tag == "picture":
            for source in parent.findall("source"):
                source.drop_tree()
        for name in ("srcset", "sizes"):
            node.attrib.pop(name, None)
        node.set("src", self.file_url("image", picture.image_id))
        node.set("data-address", picture.address)

    def _show_recording(self, node: HtmlElement, value: Any) -> None:
        """A voice tells who speaks: behind a veil the transcript is read instead."""
        if self.veil or not isinstance(value.get("media"), Document):
            node.drop_tree()
            return
        node.set("src", self.file_url("document", value["media"].pk))
        for track in node.findall("track"):
            track.set("src", self.file_url("document", value["captions"].pk))


def _inner(root: HtmlElement) -> str:
    return (root.text or "") + "".join(lxml_html.tostring(node, encoding="unicode") for node in root)


def _shows_file(child: Any) -> bool:
    return isinstance(child.block, BaseStructBlock) and "media" in child.block.child_blocks


def _pictures(block: Any, value: Any, address: str) -> Iterator[Picture]:
    """In the order in which they are shown."""
    if isinstance(block, BaseStructBlock):
        for name, inner in block.child_blocks.items():
            if isinstance(inner, ImageChooserBlock) and value.get(name):
                yield Picture(address, value[name].pk, value.get("alt") or "")
            else:
                yield from _pictures(inner, value.get(name), f"{address}/{name}")
    elif isinstance(block, blocks.ListBlock | BaseStreamBlock) and value:
        for item in getattr(value, "bound_blocks", value):
            yield from _pictures(item.block, item.value, f"{address}/{item.id}")


def _fields(child: Any) -> str:
    """A block without a template of its own: what its fields are called, and what they say."""
    if not isinstance(child.block, BaseStructBlock):
        return str(child.render())
    if isinstance(child.block, ReferenceBlock):
        return render_to_string("review/link/reference.html", {"reference": child.value})
    rows = [
        (str(block.label), _said(block, child.value[name]))
        for name, block in child.block.child_blocks.items()
        if child.value.get(name)
    ]
    return render_to_string("review/link/fields.html", {"rows": rows})


def _said(block: Any, value: Any) -> Any:
    if isinstance(value, RichText):
        return rich(value)
    if isinstance(block, blocks.ChoiceBlock):
        return dict(block.field.choices).get(value, value)
    if isinstance(value, Page):
        return value.title
    if isinstance(block, blocks.ListBlock):
        return " · ".join(str(_said(block.child_block, item)) for item in value)
    return str(value)
