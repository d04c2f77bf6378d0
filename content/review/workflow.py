"""Review as one Wagtail workflow task: the admin's own buttons call the actions of this app."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from content.people.models import User


_handlers: dict[str, Callable[..., Any]] = {}


def connect(**handlers: Callable[..., Any]) -> None:
    """The rules and actions of this app stand above its models: they are connected when the app is ready."""
    _handlers.update(handlers)


def on_start(work: Any, **arguments: Any) -> None:
    _handlers["start"](work, **arguments)


def on_decision(name: str, **arguments: Any) -> None:
    _handlers["decision"](name, **arguments)


class ReviewTaskBehaviour:
    """What `ReviewTask` does; the model itself is in `models`, the rules are in `actions`."""

    task_state_class = None

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        task_state = super().start(workflow_state, user=user)  # type: ignore[misc]  # mixin of wagtail's Task
        on_start(workflow_state.content_object, by=user, task_state=task_state)
        return task_state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> str | None:
        """Where Wagtail goes on; None for the editor, which experts may not open."""
        on_decision(action_name, task_state=task_state, by=user, note=str(kwargs.get("comment", "")))
        work = task_state.workflow_state.content_object
        return None if work.permissions_for_user(user).can_edit() else reverse("review:board")

    # Wagtail's list says who submitted, and its preview who wrote: who reviews without learning it, and whoever isn't
    # asked, finds what is open to them under "My reviews".
    def get_actions(self, obj: Any, user: User) -> list[tuple[str, Any, bool]]:
        if _handlers["acts"](user, obj):
            return [("endorse", _("Endorse"), False), ("request-changes", _("Request changes"), True)]
        return []

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        return False

    def locked_for_user(self, obj: Any, user: User) -> bool:
        """Authors go on with their draft: experts read the snapshot, and nothing but the snapshot is approved."""
        return False

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> Any:
        states = TaskState.objects.filter(task_id=self.pk, status=TaskState.STATUS_IN_PROGRESS)  # type: ignore[attr-defined]
        return states.filter(pk__in=_handlers["awaiting"](user))

    @classmethod
    def get_description(cls) -> Any:
        return _("Scientists read a frozen snapshot and endorse exactly that content.")
