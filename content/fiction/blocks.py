"""Science notes: what is established, speculative or impossible in a passage of fiction."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.core.blocks import INLINE_FEATURES

STATUSES = [("established", _("Established")), ("speculative", _("Speculative")), ("impossible", _("Impossible"))]


class ScienceNoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Passage"), rows=2, help_text=_("The words of the chapter that the note is about."))
    status = blocks.ChoiceBlock(choices=STATUSES, default="established", label=_("Status"))
    text = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Note"))
    work = blocks.PageChooserBlock(required=False, label=_("Article or exhibit"))
    reference = blocks.CharBlock(required=False, label=_("Reference"))

    class Meta:
        icon = "help"
        label = _("Science note")


class ScienceNotesBlock(blocks.StreamBlock):
    science_note = ScienceNoteBlock()

    class Meta:
        required = False
