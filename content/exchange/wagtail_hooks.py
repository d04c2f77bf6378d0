from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail's
def register_import(actions: object) -> None:
    actions.register_action("orrery.import", _("Import"), _("Imported from a file"))  # type: ignore[attr-defined]
