"""Where drafts came from: the same file again finds its draft, and an unchanged one changes nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ImportSource(models.Model):
    # An identifier of the content, or the name of the folder or file: never the path, which differs between machines.
    key = models.CharField(_("source"), max_length=400)
    kind = models.CharField(_("type"), max_length=50)
    lang = models.CharField(_("language"), max_length=12)
    digest = models.CharField(_("SHA-256"), max_length=64)
    # The revision that the last import made: a later one was edited by hand.
    revision_id = models.PositiveBigIntegerField(null=True, editable=False)
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("work"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account"))
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = (models.UniqueConstraint(fields=["key", "kind", "lang"], name="one_source_a_work"),)

    def __str__(self) -> str:
        return f"{self.key} ({self.lang})"
