"""Where review meets Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button

from content.core.models import Work
from content.review import policies
from content.review.board import Board
from content.review.models import Publication, Seal


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("orrery.endorse", _("Endorse"), _("Endorsed: this content is approved"))
    actions.register_action("orrery.decide", _("Decide"), _("An editor decided on the review"))
    actions.register_action("orrery.clear_urgently", _("Clear urgently"), _("Cleared provisionally by the scientist on duty"))
    actions.register_action("orrery.take_over", _("Take over"), _("A replacement that a reviewer proposed was taken over"))
    actions.register_action("orrery.notice", _("Publish a notice"), _("A notice about the published work was published"))
    actions.register_action("orrery.typo", _("Correct a typo"), _("A typo was corrected after approval"))
    actions.register_action("orrery.request_changes", _("Request changes"), _("Changes were requested"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("review/", include("content.review.urls.admin"))]


class ReviewMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        board = Board(request.user)
        return board.is_scientist or board.is_editor


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    return ReviewMenuItem(_("Expert review"), reverse("review:board"), name="review", icon_name="clipboard-list", order=150)


class WordingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("review.approve_wording")


@hooks.register("register_admin_menu_item")
def wording_menu_item() -> MenuItem:
    return WordingMenuItem(_("Shared wording"), reverse("review:wordings"), name="wordings", icon_name="tag", order=160)


class ReviewPanel(Component):
    """The first thing on the admin's front page: what waits for me."""

    order = 10
    template_name = "review/panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"board": Board(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def review_panel(request: HttpRequest, panels: list[Any]) -> None:
    board = Board(request.user)
    if board.is_scientist or board.is_editor:
        panels.insert(0, ReviewPanel())


@hooks.register("construct_page_action_menu")
def no_publishing_past_the_gate(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Works are published from their seal only: Wagtail's own button would publish the draft, and be refused."""
    model = _model_edited(request, context)
    if model is None or not issubclass(model, Work):
        return
    menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("register_page_header_buttons")
def publish_approved_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    if view_name != "edit" or not isinstance(page.specific, Work) or policies.may_publish(user, page.specific):
        return
    seal = Seal.objects.latest_of(page.pk)
    if seal and not Publication.objects.filter(work_id=page.pk, seal=seal, state="public").exists():
        yield Button(_("Publish the approved version"), reverse("review:board"), icon_name="upload", priority=1)


def _model_edited(request: HttpRequest, context: dict[str, Any]) -> type[Any] | None:
    """The type of the page in the editor, one that is being created too."""
    page = context.get("page")
    if page is not None and page.pk:
        return page.specific_class
    named = request.resolver_match.kwargs if request.resolver_match else {}
    if "content_type_app_name" not in named:
        return None
    return apps.get_model(named["content_type_app_name"], named["content_type_model_name"])
