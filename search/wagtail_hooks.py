"""Where search meets Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

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


register_snippet(SynonymViewSet)
register_snippet(QuestionViewSet)
