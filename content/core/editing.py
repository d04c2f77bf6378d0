"""Panels that every type of work shares. Fields of the mixins are named here, imported nowhere."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from content.core.forms import ReferenceForm
from content.core.reference import ReferenceRow


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


def reference_panels(model: type[ReferenceRow], plain: list[str]) -> TabbedInterface:
    """A tab for what has no language, and a tab a language for the wording."""
    tabs = [ObjectList([FieldPanel(name) for name in plain], heading=_("General"))]
    for code, name in settings.LANGUAGES:
        panels = [FieldPanel(build_localized_fieldname(field, code)) for field in model.wording_fields]
        tabs.append(ObjectList(panels, heading=name))
    return TabbedInterface(tabs, base_form_class=ReferenceForm)


class ReferenceViewSet(SnippetViewSet):
    """The admin of a kind of shared row: listed by name, searched in every language."""

    add_to_admin_menu = False
    list_per_page = 50
    plain_fields: ClassVar[list[str]] = []

    def get_edit_handler(self) -> Any:
        return reference_panels(self.model, self.plain_fields).bind_to_model(self.model)
