from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitsConfig(AppConfig):
    name = "content.exhibits"
    label = "exhibits"
    verbose_name = _("Exhibits")
    default_auto_field = "django.db.models.BigAutoField"
