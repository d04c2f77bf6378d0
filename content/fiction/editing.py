"""What an editor of fiction sees, in reading order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.core.editing import about_panels, title_panels

FICTION_PANELS = [
    *title_panels(),
    MultiFieldPanel(
        [
            FieldPanel("form"),
            FieldRowPanel([FieldPanel("series"), FieldPanel("series_number")]),
            FieldPanel("completion"),
            FieldPanel("content_notes"),
            FieldPanel("first_published"),
        ],
        heading=_("Book"),
    ),
    FieldPanel("body"),
    *about_panels(),
]
CHAPTER_PANELS = [
    *title_panels(),
    FieldPanel("body"),
    FieldPanel("science_notes"),
    MultiFieldPanel([FieldPanel("references"), FieldPanel("keywords")], heading=_("About"), classname="collapsed"),
]
