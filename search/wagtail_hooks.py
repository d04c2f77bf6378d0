"""Where search meets Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from content.core.publication import public
from search.demand.report import demand, may_see
from search.questions.viewset import QuestionViewSet
from search.synonyms.viewset import SynonymViewSet


@hooks.register("register_admin_urls")
def demand_address() -> list[Any]:
    return [path("demand/", demand, name="search_demand")]


class DemandItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request)


@hooks.register("register_reports_menu_item")
def demand_item() -> MenuItem:
    return DemandItem(_("What readers look for"), reverse("search_demand"), name="demand", icon_name="search", order=50)


@hooks.register("construct_page_chooser_queryset")
def choosable(pages: Any, request: HttpRequest) -> Any:
    """Wagtail's chooser would find anyone's draft by its text: only what one may see is found, as in the explorer."""
    may_explore = PagePermissionPolicy().explorable_instances(request.user)
    return pages.filter(Q(pk__in=may_explore.values("pk")) | Q(pk__in=public(Page.objects.all()).values("pk")))


register_snippet(SynonymViewSet)
register_snippet(QuestionViewSet)
