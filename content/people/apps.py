from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "content.people"
    label = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.core.facets import Facet, register_facet, rows  # noqa: PLC0415  (models aren't loaded before)
        from content.people.models import Institution  # noqa: PLC0415

        register_facet(Facet("institution", _("institution"), rows(Institution), rank=60))
