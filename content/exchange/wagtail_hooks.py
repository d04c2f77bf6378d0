"""Where exchange meets Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.exchange.policies import may_import


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def register_import(actions: Any) -> None:
    actions.register_action("orrery.import", _("Import"), _("Imported from a file"))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def admin_urls() -> list[Any]:
    return [path("import/", include("content.exchange.urls"))]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def import_menu_item() -> MenuItem:
    return ImportMenuItem(_("Import"), reverse("exchange:upload"), name="import", icon_name="upload", order=170)
