"""Which types of work there are: core asks Django's registry, so a new type touches no other app."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

if TYPE_CHECKING:
    from content.core.models import Work


@cache
def work_types() -> tuple[type[Work], ...]:
    from content.core.models import Work  # noqa: PLC0415  (models import this module)

    return tuple(model for model in apps.get_models() if issubclass(model, Work))


def work_type(name: str) -> type[Work]:
    """The type called `name` (its model name: article, exhibit, chapter…); KeyError for another."""
    return {model._meta.model_name or "": model for model in work_types()}[name]


def is_work_content_type(content_type_id: int | None) -> bool:
    if content_type_id is None:
        return False
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return model in work_types()
