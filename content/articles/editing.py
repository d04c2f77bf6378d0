"""What an editor of articles sees, in reading order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.core.editing import about_panels, title_panels

ARTICLE_PANELS = [
    *title_panels(),
    FieldPanel("subtype"),
    MultiFieldPanel(
        [FieldPanel("claim"), FieldPanel("claimant"), FieldPanel("verdict"), FieldPanel("evidence")],
        heading=_("Fact-check"),
        classname="collapsed",
    ),
    FieldPanel("body"),
    *about_panels(),
]
