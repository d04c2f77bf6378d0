"""The admin of subjects, levels and the glossary."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from content.core.editing import ReferenceViewSet
from content.taxonomy.models import Level, Subject, Term


class SubjectViewSet(ReferenceViewSet):
    model = Subject
    icon = "folder-open-1"
    plain_fields: ClassVar[list[str]] = ["slug", "parent"]


class LevelViewSet(ReferenceViewSet):
    model = Level
    icon = "list-ol"
    plain_fields: ClassVar[list[str]] = ["slug"]


class TermViewSet(ReferenceViewSet):
    model = Term
    icon = "tag"
    plain_fields: ClassVar[list[str]] = ["slug", "subject"]


class TaxonomyGroup(SnippetViewSetGroup):
    items = (SubjectViewSet, LevelViewSet, TermViewSet)
    menu_label = _("Taxonomy")
    menu_icon = "folder-open-1"
    menu_order = 300


register_snippet(TaxonomyGroup)
