"""A decision made with the buttons of Wagtail's own workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.review.actions.endorse import Endorse
from content.review.actions.request_changes import RequestChanges
from content.review.models import Round

if TYPE_CHECKING:
    from wagtail.models import TaskState

    from content.people.models import User


def decide(name: str, *, task_state: TaskState, by: User, note: str) -> None:
    """`endorse` or `request-changes`. Raises `Refused`."""
    round_ = Round.objects.running().filter(task_state_id=task_state.pk).first()
    if name == "endorse":
        Endorse(round=round_, by=by, note=note).execute()
    elif name == "request-changes":
        RequestChanges(round=round_, by=by, note=note).execute()
