"""The outbox: what the index must still be told, written in the transaction that made it so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outbox(models.Model):
    """A work to index anew: what it is by then decides whether it is written or removed."""

    work_id = models.PositiveBigIntegerField(db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change to index")
        verbose_name_plural = _("changes to index")

    def __str__(self) -> str:
        return str(self.work_id)


class IndexState(models.Model):
    """One row: whether the index has to be built anew from the database."""

    stale = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("state of the index")
        verbose_name_plural = _("state of the index")

    def __str__(self) -> str:
        return "stale" if self.stale else "current"

    @classmethod
    def mark(cls, *, stale: bool) -> None:
        cls.objects.update_or_create(pk=1, defaults={"stale": stale})

    @classmethod
    def is_stale(cls) -> bool:
        return cls.objects.filter(pk=1, stale=True).exists()
