from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow


class MediaConfig(AppConfig):
    name = "content.media"
    label = "media"
    verbose_name = _("Media")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Pillow's own alarm rings at 89 megapixels; the limit is the operator's.
        Pillow.MAX_IMAGE_PIXELS = settings.ORRERY_MAX_IMAGE_PIXELS
        from content.core.facets import Facet, register_facet, rows  # noqa: PLC0415  (models aren't loaded before)
        from content.media.models import Licence  # noqa: PLC0415

        register_facet(Facet("licence", _("licence"), rows(Licence), rank=80))
