"""A translation is a work of its own, with a link to the exact version of the source that it was made from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.core.publication import seal_of


class TranslationLink(models.Model):
    """From a translation to its source. Ids, not foreign keys: the record outlives the pages."""

    work_id = models.PositiveBigIntegerField(unique=True)
    source_id = models.PositiveBigIntegerField(db_index=True)
    # The digest of the source's approved content when this translation became public; empty while there was none.
    source_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"{self.work_id} ← {self.source_id}"

    def is_outdated(self) -> bool:
        """Whether the source has a newer approved version than the one this translation was made from."""
        seal = seal_of(self.source_id)
        return bool(seal and self.source_digest and seal.digest != self.source_digest)
