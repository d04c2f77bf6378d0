from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitsConfig(AppConfig):
    name = "content.exhibits"
    label = "exhibits"
    verbose_name = _("Exhibits")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.core.facets import Facet, register_facet  # noqa: PLC0415  (models aren't loaded before)
        from content.exhibits import periods  # noqa: PLC0415

        register_facet(Facet("period", _("period"), periods.names, rank=70, called=periods.called))
