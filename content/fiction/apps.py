from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FictionConfig(AppConfig):
    name = "content.fiction"
    label = "fiction"
    verbose_name = _("Science fiction")
    default_auto_field = "django.db.models.BigAutoField"
