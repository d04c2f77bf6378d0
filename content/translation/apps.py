from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "content.translation"
    label = "translation"
    verbose_name = _("Translation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.core.remarks import register_remark  # noqa: PLC0415  (models aren't loaded before)
        from content.translation import signals  # noqa: PLC0415
        from content.translation.remarks import outdated  # noqa: PLC0415

        signals.connect()
        register_remark(outdated)
