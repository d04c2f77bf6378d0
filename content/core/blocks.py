"""The blocks every work may be made of. Pictures and recordings are in `content.media.blocks`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

from content.core.formula import check_formula

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript", "code"]
INLINE_FEATURES = ["bold", "italic", "link", "superscript", "subscript", "code"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=300)
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Subheading")), ("4", _("Minor heading"))], default="2", label=_("Level")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Quotation"))
    attribution = blocks.CharBlock(required=False, label=_("Who said it"))
    source = blocks.URLBlock(required=False, label=_("Source"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


class TableBlock(WagtailTableBlock):
    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"


class FormulaBlock(blocks.StructBlock):
    latex = blocks.TextBlock(label=_("Formula (LaTeX)"), rows=2)
    label = blocks.CharBlock(required=False, label=_("Number or name"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            check_formula(cleaned["latex"])
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"latex": error}) from error
        return cleaned

    class Meta:
        icon = "superscript"
        label = _("Formula")
        template = "blocks/formula.html"


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "blocks/fact_box.html"


class TryItBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    materials = blocks.RichTextBlock(features=TEXT_FEATURES, required=False, label=_("What you need"))
    steps = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("What to do"))
    safety = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Safety"))

    class Meta:
        icon = "cogs"
        label = _("Try it yourself")
        template = "blocks/try_it.html"


class TimelineEntryBlock(blocks.StructBlock):
    date = blocks.CharBlock(label=_("Date"))
    title = blocks.CharBlock(required=False, label=_("Title"))
    text = blocks.RichTextBlock(features=INLINE_FEATURES, required=False, label=_("Text"))


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, label=_("Title"))
    entries = blocks.ListBlock(TimelineEntryBlock(), label=_("Entries"))

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "blocks/timeline.html"


class ChartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    kind = blocks.ChoiceBlock(
        choices=[("line", _("Line")), ("bar", _("Bars")), ("scatter", _("Points"))], default="line", label=_("Kind")
    )
    x_label = blocks.CharBlock(required=False, label=_("Horizontal axis"))
    y_label = blocks.CharBlock(required=False, label=_("Vertical axis"))
    data = blocks.TextBlock(
        label=_("Data"), help_text=_("Comma-separated values; the first row names the columns. Paste from a spreadsheet.")
    )
    description = blocks.TextBlock(required=False, label=_("What the chart shows, for those who can't see it"), rows=2)

    class Meta:
        icon = "snippet"
        label = _("Chart")
        template = "blocks/chart.html"


class NoteBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Mark"))
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"))


class NotesBlock(blocks.StructBlock):
    notes = blocks.ListBlock(NoteBlock(), label=_("Notes"))

    class Meta:
        icon = "list-ol"
        label = _("Notes")
        template = "blocks/notes.html"


class ReferenceBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Reference"), rows=2)
    doi = blocks.CharBlock(required=False, label="DOI")
    isbn = blocks.CharBlock(required=False, label="ISBN")
    url = blocks.URLBlock(required=False, label=_("Address"))
    label = blocks.CharBlock(required=False, label=_("Mark"))

    class Meta:
        icon = "doc-full"
        label = _("Reference")


class ReferencesBlock(blocks.StreamBlock):
    reference = ReferenceBlock()

    class Meta:
        required = False


class ProseBlock(blocks.StreamBlock):
    """What needs no media: the base of every body."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    table = TableBlock()
    formula = FormulaBlock()
    fact_box = FactBoxBlock()
    try_it = TryItBlock()
    timeline = TimelineBlock()
    chart = ChartBlock()
    notes = NotesBlock()

    class Meta:
        required = False
