from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "content.articles"
    label = "articles"
    verbose_name = _("Articles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.articles.models import Subtype, Verdict  # noqa: PLC0415
        from content.core.facets import Facet, choices, register_facet  # noqa: PLC0415  (models aren't loaded before)

        register_facet(Facet("subtype", _("kind of article"), choices(Subtype.choices), rank=11))
        register_facet(Facet("verdict", _("verdict"), choices(Verdict.choices), rank=12))
