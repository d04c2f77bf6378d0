"""Works as a queryset: the verbs of the domain, and a guard on the one write that sends no signal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from content.core.refusal import Refused


class WorkQuerySet(PageQuerySet):
    def update(self, **kwargs: Any) -> int:
        """As Django's, but public words and `live=True` only go through publication; raises `Refused`."""
        guarded = {*self.model.public_field_names(), "live"} & {name.removesuffix("_id") for name in kwargs}
        touches_live = guarded - {"live"} and self.filter(live=True).exists()
        if touches_live or kwargs.get("live"):
            raise Refused(_("A public work changes only by review and publication, never by a bulk update."))
        return super().update(**kwargs)


WorkManager = PageManager.from_queryset(WorkQuerySet)
