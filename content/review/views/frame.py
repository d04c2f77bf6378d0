"""The frame of review's pages in the admin: Wagtail's header with the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from content.review.boards.board import Board
from content.review.views.rounds import acting_user


def frame(title: str, icon: str, *trail: tuple[str, str], buttons: list[Any] | None = None) -> dict[str, Any]:
    """What `review/frame.html` needs; `trail`: (address, name) of the pages between the board and this one."""
    way = [(reverse("review:board"), _("Expert review")), *trail, ("", title)]
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": address, "label": name} for address, name in way],
        "header_buttons": buttons or [],
    }


def is_editor(request: HttpRequest) -> bool:
    return Board(acting_user(request)).is_editor
