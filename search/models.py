"""The outbox: what each index must still be told, written in the transaction that made it so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import search.demand.models
import search.questions.models
import search.synonyms.models  # noqa: F401


class Outbox(models.Model):
    """A work that an index must write anew: what the work is by then decides whether it is written or removed."""

    index = models.CharField(max_length=40)
    work_id = models.PositiveBigIntegerField()
    # The index in use has followed; the one that is being built hasn't.
    kept = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change to index")
        verbose_name_plural = _("changes to index")
        indexes = (
            models.Index(fields=["index", "kept", "id"], name="outbox_waiting"),
            models.Index(fields=["index", "work_id"], name="outbox_work"),
        )

    def __str__(self) -> str:
        return f"{self.index} {self.work_id}"


class IndexState(models.Model):
    """Which indices must be built anew from the database, and since when."""

    index = models.CharField(max_length=40, unique=True)
    stale_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("state of an index")
        verbose_name_plural = _("states of the indices")

    def __str__(self) -> str:
        return f"{self.index}: {self.stale_since or 'current'}"

    @classmethod
    def mark_stale(cls, names: Iterable[str]) -> None:
        for name in names:
            cls.objects.update_or_create(index=name, defaults={"stale_since": timezone.now()})

    @classmethod
    def mark_built(cls, name: str, stale_since: datetime | None) -> None:
        """`stale_since` as it was when the build began: what made it stale later isn't in it."""
        cls.objects.get_or_create(index=name)
        cls.objects.filter(index=name, stale_since=stale_since).update(stale_since=None)

    @classmethod
    def must_be_built(cls, name: str) -> bool:
        """Whether it never was, or became stale since."""
        return not cls.objects.filter(index=name, stale_since=None).exists()

    @classmethod
    def staleness(cls, name: str) -> datetime | None:
        return cls.objects.filter(index=name).values_list("stale_since", flat=True).first()


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
            models.Index(fields=["kind", "object_id"], name="search_key_of_object"),
        )

    def __str__(self) -> str:
        return bytes(self.key).decode()
