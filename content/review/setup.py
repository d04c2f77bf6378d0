"""What every site begins with: one workflow of one task, expert review, for all works; and a letter a decision."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from content.review.correspondence.default_letters import DEFAULT_LETTERS
from content.review.models import LetterTemplate, ReviewTask


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


@transaction.atomic
def set_up_letters() -> int:
    """Templates of the letters that go with a decision, on a site that has none; returns how many were made.

    Safe to repeat: what editors changed or deleted stays so.
    """
    if LetterTemplate.objects.exists():
        return 0
    for decision, (name, texts) in DEFAULT_LETTERS.items():
        columns = {build_localized_fieldname("text", lang): text for lang, text in texts.items()}
        LetterTemplate.objects.create(decision=decision, name=name, **columns)
    return len(DEFAULT_LETTERS)
