from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("orrery.endorse", _("Endorse"), _("Endorsed: this content is approved"))
    actions.register_action("orrery.request_changes", _("Request changes"), _("Changes were requested"))
