from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "content.taxonomy"
    label = "taxonomy"
    verbose_name = _("Taxonomy")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.core.facets import Facet, register_facet, rows  # noqa: PLC0415  (models aren't loaded before)
        from content.taxonomy.models import Level, Subject  # noqa: PLC0415

        register_facet(Facet("subject", _("subject"), rows(Subject), rank=20))
        register_facet(Facet("level", _("level"), rows(Level), rank=30))
