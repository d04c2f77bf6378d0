"""From the admin to the desk that a mail link opens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST

from content.review.correspondence import links
from content.review.models import Assignment
from content.review.views.rounds import acting_user


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
