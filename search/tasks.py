"""Background work: django-tasks' database queue in the embedded default."""

from __future__ import annotations

from django_tasks import task

from search.indexing import catch_up


@task()
def follow() -> None:
    catch_up(wait=30.0)
