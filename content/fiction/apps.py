from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FictionConfig(AppConfig):
    name = "content.fiction"
    label = "fiction"
    verbose_name = _("Science fiction")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.core.facets import Facet, choices, register_facet  # noqa: PLC0415  (models aren't loaded before)
        from content.fiction.models import Completion, Form  # noqa: PLC0415

        register_facet(Facet("form", _("form"), choices(Form.choices), rank=13))
        register_facet(Facet("completion", pgettext_lazy("of a book", "progress"), choices(Completion.choices), rank=14))
