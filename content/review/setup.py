"""The workflow every site begins with: one task, expert review, for all works."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from content.review.models import ReviewTask


def set_up_workflow() -> Workflow:
    """Make what is missing; safe to repeat. Wagtail's own moderator workflow steps back."""
    task, _new = ReviewTask.objects.get_or_create(
        name="Expert review", defaults={"content_type": ContentType.objects.get_for_model(ReviewTask)}
    )
    workflow, _new = Workflow.objects.get_or_create(name="Expert review")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    root = Page.get_first_root_node()
    WorkflowPage.objects.exclude(workflow=workflow).filter(page=root).delete()
    WorkflowPage.objects.get_or_create(workflow=workflow, page=root)
    return workflow
