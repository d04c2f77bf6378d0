from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"
    label = "config"


class LastWordConfig(AppConfig):
    """After all other apps: what only then can be changed."""

    name = "config.last"
    label = "last"

    def ready(self) -> None:
        """Reviews write letters of their own: Wagtail's would tell the same to whole groups, and who approved to authors."""
        from wagtail.models import TaskState, WorkflowState  # noqa: PLC0415
        from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted  # noqa: PLC0415

        task_submitted.disconnect(sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
        for signal, state in (
            (workflow_submitted, "submitted"),
            (workflow_rejected, "rejected"),
            (workflow_approved, "approved"),
        ):
            signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{state}_email_notification")
