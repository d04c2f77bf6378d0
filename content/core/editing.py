"""Panels that every type of work shares. Fields of the mixins are named here, imported nowhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel


def title_panels() -> list[Panel]:
    return [FieldPanel("title"), FieldPanel("summary")]


def cover_panel() -> Panel:
    return MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover"))


def about_panels() -> list[Panel]:
    return [
        cover_panel(),
        InlinePanel("contributions", heading=_("Contributors"), label=_("Contributor")),
        InlinePanel("work_subjects", heading=_("Subjects"), label=_("Subject")),
        FieldPanel("level"),
        FieldPanel("keywords"),
        FieldPanel("references"),
        FieldPanel("licence"),
        MultiFieldPanel(
            [FieldPanel("funding"), FieldPanel("interests"), FieldPanel("ai_use")],
            heading=_("Disclosures"),
            classname="collapsed",
        ),
    ]
