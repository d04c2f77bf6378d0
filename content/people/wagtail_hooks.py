"""The admin of persons and institutions."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from content.core.editing import ReferenceViewSet
from content.people.models import Institution, Person


class PersonViewSet(ReferenceViewSet):
    model = Person
    icon = "user"
    plain_fields: ClassVar[list[str]] = ["orcid", "affiliation", "user", "email", "grants"]


class InstitutionViewSet(ReferenceViewSet):
    model = Institution
    icon = "site"
    plain_fields: ClassVar[list[str]] = ["slug", "url", "parent", "head"]


class PeopleGroup(SnippetViewSetGroup):
    items = (PersonViewSet, InstitutionViewSet)
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 310


register_snippet(PeopleGroup)
