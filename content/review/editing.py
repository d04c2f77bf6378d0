"""Panels of what review keeps with a column a language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, TabbedInterface


def letter_panels() -> TabbedInterface:
    """When a letter is offered, and a tab a language for its words."""
    tabs = [ObjectList([FieldPanel("decision"), FieldPanel("name")], heading=_("General"))]
    for code, name in settings.LANGUAGES:
        help_ = HelpPanel(_("{title}, {author} and {editor} stand for the work, who submitted it and who decides."))
        tabs.append(ObjectList([help_, FieldPanel(build_localized_fieldname("text", code), heading=_("letter"))], heading=name))
    return TabbedInterface(tabs)
