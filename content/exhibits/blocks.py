"""The blocks only exhibits and exhibitions have."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from content.core.blocks import INLINE_FEATURES, TEXT_FEATURES

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class PointBlock(blocks.StructBlock):
    """A point marked on a view; x and y in per cent of its width and height, from the top left corner."""

    x = blocks.FloatBlock(label=_("From the left, in per cent"), validators=PERCENT)
    y = blocks.FloatBlock(label=_("From the top, in per cent"), validators=PERCENT)
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(features=INLINE_FEATURES, required=False, label=_("Text"))


class ViewBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(required=False, label=_("Alternative text"))
    caption = blocks.RichTextBlock(features=INLINE_FEATURES, required=False, label=_("Caption"))
    points = blocks.ListBlock(PointBlock(), label=_("Points on the image"), default=[])

    class Meta:
        icon = "image"
        label = _("View")
        template = "blocks/view.html"


class ViewsBlock(blocks.StreamBlock):
    view = ViewBlock()

    class Meta:
        required = False


class DimensionBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[
            ("height", _("Height")),
            ("width", _("Width")),
            ("depth", _("Depth")),
            ("diameter", _("Diameter")),
            ("length", _("Length")),
            ("mass", _("Mass")),
        ],
        label=_("Dimension"),
    )
    value = blocks.DecimalBlock(label=_("Value"))
    unit = blocks.ChoiceBlock(
        choices=[(unit, unit) for unit in ("mm", "cm", "m", "km", "mg", "g", "kg", "t")], default="cm", label=_("Unit")
    )


class DimensionsBlock(blocks.StreamBlock):
    dimension = DimensionBlock()

    class Meta:
        required = False


class RoomBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Room"))
    narrative = blocks.RichTextBlock(features=TEXT_FEATURES, required=False, label=_("Narrative"))
    exhibits = blocks.ListBlock(blocks.PageChooserBlock(page_type="exhibits.Exhibit"), label=_("Exhibits"), default=[])

    class Meta:
        icon = "list-ul"
        label = _("Room")


class RoomsBlock(blocks.StreamBlock):
    room = RoomBlock()

    class Meta:
        required = False
