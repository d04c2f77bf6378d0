"""The outbox: what the index must still be told, written in the transaction that made it so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

import search.demand.models  # noqa: F401  (Django looks for an app's models here)


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


class CompletionKey(models.Model):
    """What a work, term or person may be typed by: a name from one of its words on, folded, in one language."""

    class Kind(models.IntegerChoices):
        # In the order in which they are offered.
        TITLE = 1, _("beginning of a title")
        WITHIN_TITLE = 2, _("words of a title")
        TERM = 3, _("glossary term")
        PERSON = 4, _("person")

    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    lang = models.CharField(max_length=12)
    # Bytes are compared the same way in each database: a prefix is a range.
    key = models.BinaryField(max_length=128)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("key to complete by")
        verbose_name_plural = _("keys to complete by")
        indexes = (
            models.Index(fields=["kind", "lang", "key"], name="search_key_in_language"),
            models.Index(fields=["kind", "key"], name="search_key_in_any"),
            models.Index(fields=["object_id", "kind"], name="search_key_of_object"),
        )

    def __str__(self) -> str:
        return bytes(self.key).decode()
