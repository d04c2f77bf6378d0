"""The admin of synonyms: listed by language, previewed while they are typed."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from search.synonyms.models import SynonymGroup


class SynonymViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "list-ul"
    menu_label = _("Synonyms")
    menu_order = 320
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["__str__", "lang", "direction", "changed_at"]
    list_filter: ClassVar[list[str]] = ["lang", "direction"]
    search_fields: ClassVar[list[str]] = ["words", "note"]
    search_backend_name = None
