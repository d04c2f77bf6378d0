"""What an editor of exhibits and exhibitions sees, in reading order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.core.editing import about_panels, title_panels

EXHIBIT_PANELS = [
    *title_panels(),
    FieldPanel("label"),
    FieldPanel("views"),
    MultiFieldPanel(
        [
            FieldPanel("identifier"),
            FieldPanel("maker"),
            FieldPanel("date_display"),
            FieldRowPanel([FieldPanel("date_from"), FieldPanel("date_to")]),
            FieldPanel("place"),
            FieldPanel("material"),
            FieldPanel("dimensions"),
            FieldPanel("institution"),
            FieldPanel("location"),
        ],
        heading=_("Object"),
    ),
    FieldPanel("body"),
    *about_panels(),
]
EXHIBITION_PANELS = [*title_panels(), FieldPanel("body"), FieldPanel("rooms"), *about_panels()]
