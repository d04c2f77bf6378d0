"""The board: an editor's and an expert's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST

from content.core.languages import languages
from content.core.registry import work_types
from content.review import links
from content.review.board import Board
from content.review.models import Assignment, Letter
from content.review.views.rounds import acting_user

FILTERS = ("lang", "kind", "only")


def board(request: HttpRequest) -> HttpResponse:
    """What waits for me, every work in review, what is approved and waits to be published."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    context = {
        "board": Board(acting_user(request), filters),
        "filters": filters,
        "languages": languages(),
        "kinds": [(model.kind(), model._meta.verbose_name) for model in work_types()],
    }
    return TemplateResponse(request, "review/board.html", context)


@require_POST
def open_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """The same desk as by mail link, for an expert who is signed in: this browser gets the key."""
    user = acting_user(request)
    assignment = get_object_or_404(Assignment.objects.select_related("round", "expert"), pk=pk, expert=user)
    with translation.override(links.language_of(user)):
        address = reverse("review_link", args=[links.token_of(assignment)])
    response = HttpResponseRedirect(address)
    if assignment.devices:
        links.bind(assignment, response, request)
    return response


def unsent() -> int:
    """Letters that mail didn't take yet."""
    return Letter.objects.filter(sent_at=None, attempts__gt=0).count()
