"""The board: what I must do first, what is asked of me, and for an editor every work in review."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from content.core.languages import language
from content.core.registry import work_types
from content.review.boards.board import PARTS, Board
from content.review.views.rounds import acting_user

FILTERS = ("lang", "kind", "only")
A_PAGE = 50


def board(request: HttpRequest) -> HttpResponse:
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    found = Board(acting_user(request), filters)
    context: dict[str, Any] = {
        "header_title": _("Expert review"),
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [
            {"url": "", "label": _("Expert review")},
        ],
        "board": found,
        "filters": filters,
    }
    if found.is_editor:
        page = Paginator(found.rows, A_PAGE).get_page(request.GET.get("p"))
        context |= {
            "rows": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "languages": [language(code) for code in sorted({row.round.lang for row in found.all_rows})],
            "kinds": [(model.kind(), model._meta.verbose_name) for model in work_types() if model.kind() not in PARTS],
        }
    return TemplateResponse(request, "review/board.html", context)
