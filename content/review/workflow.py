"""Review as one Wagtail workflow task: the admin's own buttons call the actions of this app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from content.people.models import User


class ReviewTaskBehaviour:
    """What `ReviewTask` does; the model itself is in `models`, the rules are in `actions`."""

    task_state_class = None

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        from content.review.actions.freeze import freeze  # noqa: PLC0415  (models import this module)

        task_state = super().start(workflow_state, user=user)  # type: ignore[misc]  # mixin of wagtail's Task
        freeze(workflow_state.content_object, by=user, task_state=task_state)
        return task_state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        from content.review.actions.endorse import Endorse  # noqa: PLC0415
        from content.review.actions.request_changes import RequestChanges  # noqa: PLC0415
        from content.review.models import Round  # noqa: PLC0415

        round_ = Round.objects.running().filter(task_state_id=task_state.pk).first()
        note = str(kwargs.get("comment", ""))
        if action_name == "endorse":
            Endorse(round=round_, by=user, note=note).execute()
        elif action_name == "request-changes":
            RequestChanges(round=round_, by=user, note=note).execute()

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, Any, bool]]:
        if user.has_perm("review.endorse"):
            return [("endorse", _("Endorse"), False), ("request-changes", _("Request changes"), True)]
        return []

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        return False

    def locked_for_user(self, obj: Any, user: User) -> bool:
        """Nobody edits what scientists are reading; withdraw it from review first."""
        return True

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> Any:
        states = TaskState.objects.filter(task_id=self.pk, status=TaskState.STATUS_IN_PROGRESS)  # type: ignore[attr-defined]
        return states if user.has_perm("review.endorse") else states.none()

    @classmethod
    def get_description(cls) -> Any:
        return _("Scientists read a frozen snapshot and endorse exactly that content.")
