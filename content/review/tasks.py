"""Background work: django-tasks' database queue in the embedded default."""

from __future__ import annotations

from django_tasks import task

from content.review.correspondence.letters import send_due


@task()
def send_letters() -> None:
    send_due()
