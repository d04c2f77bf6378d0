"""Blocks that show media, and the body that works are made of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from content.core.blocks import INLINE_FEATURES, TEXT_FEATURES, ProseBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        required=False, label=_("Alternative text"), help_text=_("What the picture shows, for those who can't see it.")
    )
    caption = blocks.RichTextBlock(features=INLINE_FEATURES, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(PictureBlock(), label=_("Images"))
    caption = blocks.RichTextBlock(features=INLINE_FEATURES, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"


class RecordingBlock(blocks.StructBlock):
    media = DocumentChooserBlock(label=_("Recording"))
    kind = blocks.ChoiceBlock(choices=[("audio", _("Audio")), ("video", _("Video"))], default="audio", label=_("Kind"))
    title = blocks.CharBlock(label=_("Title"))
    transcript = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Transcript"))
    captions = DocumentChooserBlock(required=False, label=_("Captions (WebVTT)"))

    class Meta:
        icon = "media"
        label = _("Audio or video")
        template = "blocks/media.html"


class BodyBlock(ProseBlock):
    image = PictureBlock()
    gallery = GalleryBlock()
    media = RecordingBlock()

    class Meta:
        required = False
