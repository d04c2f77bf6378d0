"""Where review meets Wagtail's admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.core.models import Work
from content.review import policies
from content.review.boards.board import Board
from content.review.editing import letter_panels
from content.review.models import LetterTemplate, Publication, Round, Seal
from content.review.views.experts import may_see_experts
from content.review.views.policy import policy_viewset

LETTERS = "wagtailsnippets_review_lettertemplate:list"
RIGHTS = ("endorse", "report", "admit_expert", "approve_wording")


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("orrery.endorse", _("Endorse"), _("Endorsed: this content is approved"))
    actions.register_action("orrery.decide", _("Decide"), _("An editor decided on the review"))
    actions.register_action("orrery.clear_urgently", _("Clear urgently"), _("Cleared provisionally by the scientist on duty"))
    actions.register_action("orrery.take_over", _("Take over"), _("A replacement that a reviewer proposed was taken over"))
    actions.register_action("orrery.notice", _("Publish a notice"), _("A notice about the published work was published"))
    actions.register_action("orrery.typo", _("Correct a typo"), _("A typo was corrected after approval"))
    actions.register_action("orrery.admit", _("Admit"), _("Admitted as an expert"))
    actions.register_action("orrery.withdraw_admission", _("Withdraw an admission"), _("Admission as an expert withdrawn"))
    actions.register_action("orrery.request_changes", _("Request changes"), _("Changes were requested"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("review/", include("content.review.urls.admin"))]


@hooks.register("register_admin_viewset")
def policy_editor() -> Any:
    return policy_viewset


@hooks.register("register_permissions")
def rights_of_review() -> Any:
    """Shown with the others where an administrator gives a group its rights."""
    return Permission.objects.filter(content_type__app_label="review", codename__in=RIGHTS)


class ItemFor(MenuItem):
    """Shown to those whom a rule lets in."""

    def __init__(self, label: Any, name: str, icon: str, order: int, *, shown: Callable[[HttpRequest], bool]) -> None:
        super().__init__(label, reverse(f"review:{name}"), name=f"review-{name}", icon_name=icon, order=order)
        self.shown = shown

    def is_shown(self, request: HttpRequest) -> bool:
        return self.shown(request)


class LettersItem(MenuItem):
    """The letters that a decision begins from have pages of Wagtail's own."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("review.change_lettertemplate"))


def _has_board(request: HttpRequest) -> bool:
    return _takes_part(request) or Board(request.user).writes


def _takes_part(request: HttpRequest) -> bool:
    board = Board(request.user)
    return board.is_scientist or board.is_editor


def _edits(request: HttpRequest) -> bool:
    return Board(request.user).is_editor


@hooks.register("register_admin_menu_item")
def review_menu() -> MenuItem:
    items = [
        ItemFor(_("Board"), "board", "clipboard-list", 10, shown=_has_board),
        ItemFor(_("My page"), "profile", "user", 20, shown=_takes_part),
        ItemFor(_("Readers' reports"), "cases", "comment", 30, shown=_edits),
        ItemFor(_("Notices"), "notices", "warning", 40, shown=_takes_part),
        ItemFor(_("Experts"), "experts", "group", 50, shown=may_see_experts),
        ItemFor(_("Policies"), "policies", "clipboard-list", 60, shown=_edits),
        ItemFor(_("Figures"), "reports", "table", 70, shown=_edits),
        LettersItem(_("Letters to authors"), reverse(LETTERS), name="review-letters", icon_name="mail", order=75),
        ItemFor(
            _("Shared wording"), "wordings", "tag", 80, shown=lambda request: request.user.has_perm("review.approve_wording")
        ),
    ]
    return SubmenuMenuItem(_("Expert review"), Menu(items=items), name="review", icon_name="clipboard-list", order=150)


class LetterTemplateViewSet(SnippetViewSet):
    """The letters that a decision begins from."""

    model = LetterTemplate
    icon = "mail"
    list_display: ClassVar[list[Any]] = ["name", Column("get_decision_display", label=_("decision"), sort_key="decision")]
    # They are few: read as they are, whatever the search engine.
    search_backend_name = None
    search_fields = ("name",)

    def get_edit_handler(self) -> Any:
        return letter_panels().bind_to_model(self.model)


register_snippet(LetterTemplateViewSet)


class ReviewPanel(Component):
    """The first thing on the admin's front page: what waits for me."""

    order = 10
    template_name = "review/panel.html"

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/review.css"]}

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        return {"board": Board(request.user), "csrf_token": get_token(request)}


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
def review_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From the editor to all that review knows of the work: its round, its public record, typos, notices."""
    work = page.specific if view_name == "edit" else None
    if not isinstance(work, Work):
        return
    round_ = Round.objects.of_work(page.pk).defer("content", "media").first()
    if round_ is not None:
        state = Round.State(round_.state).label
        yield Button(_("Review: %(state)s") % {"state": state}, _address("round", round_.pk), icon_name="glasses", priority=2)
    publication = Publication.objects.filter(work_id=page.pk).first()
    if publication is not None:
        record = reverse("review_record", args=[page.pk])
        yield Button(_("Public review record"), record, icon_name="clipboard-list", priority=3)
    if policies.may_publish(user, work):
        return
    seal = Seal.objects.latest_of(page.pk)
    public = publication is not None and publication.state == Publication.State.PUBLIC
    if seal and not (public and publication is not None and publication.seal_id == seal.pk):
        board = reverse("review:board") + "#approved-section"
        yield Button(_("Publish the approved version"), board, icon_name="upload", priority=1)
    if public:
        yield Button(_("Correct typos"), _address("typos", page.pk), icon_name="edit", priority=4)


def _address(name: str, pk: int) -> str:
    return reverse(f"review:{name}", args=[pk])


@hooks.register("register_page_header_buttons")
def notice_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Where a correction begins that no reader asked for."""
    if view_name != "edit" or not isinstance(page.specific, Work) or policies.may_publish(user, page.specific):
        return
    if Publication.objects.filter(work_id=page.pk).exists():
        yield Button(_("Notice to readers"), reverse("review:notice", args=[page.pk]), icon_name="warning", priority=90)


def _model_edited(request: HttpRequest, context: dict[str, Any]) -> type[Any] | None:
    """The type of the page in the editor, one that is being created too."""
    page = context.get("page")
    if page is not None and page.pk:
        return page.specific_class
    named = request.resolver_match.kwargs if request.resolver_match else {}
    if "content_type_app_name" not in named:
        return None
    return apps.get_model(named["content_type_app_name"], named["content_type_model_name"])
