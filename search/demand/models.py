"""What is kept: counts by language and day; a query's words once several days asked for them, before that a keyed hash."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counts(models.Model):
    """How often, and with what outcome. `elsewhere`: only works in other languages answered."""

    asked = models.PositiveIntegerField(_("asked"), default=0)
    nothing = models.PositiveIntegerField(_("found nothing"), default=0)
    little = models.PositiveIntegerField(_("found little"), default=0)
    elsewhere = models.PositiveIntegerField(_("only in other languages"), default=0)
    opened = models.PositiveIntegerField(_("results opened"), default=0)
    wanted = models.PositiveIntegerField(_("asked for by readers"), default=0)

    class Meta:
        abstract = True


COUNTS = ("asked", "nothing", "little", "elsewhere", "opened", "wanted")


class AskedQuery(models.Model):
    """A query that readers of one language ask again and again, in one of its spellings.

    `form` is what spellings have in common; the row with an empty one stands for all queries whose words aren't kept.
    """

    lang = models.CharField(_("language"), max_length=16)
    form = models.CharField(_("normal form"), max_length=255, blank=True)
    text = models.CharField(_("query"), max_length=100, blank=True)
    last_day = models.DateField(_("last asked on"))

    class Meta:
        verbose_name = _("query of readers")
        verbose_name_plural = _("queries of readers")
        constraints = [models.UniqueConstraint(fields=["lang", "form"], name="one_query_a_form")]

    def __str__(self) -> str:
        return self.text


class QueryDay(Counts):
    """The counts of one day."""

    query = models.ForeignKey(AskedQuery, models.CASCADE, related_name="days", verbose_name=_("query of readers"))
    day = models.DateField(_("day"), db_index=True)

    class Meta:
        verbose_name = _("day of a query")
        verbose_name_plural = _("days of queries")
        constraints = [models.UniqueConstraint(fields=["query", "day"], name="one_row_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"


class RareQuery(Counts):
    """A query that too few days have asked yet: no words, a hash that nobody can read once its key is gone."""

    lang = models.CharField(_("language"), max_length=16)
    digest = models.CharField(_("keyed hash"), max_length=64)
    days = models.PositiveIntegerField(_("different days"), default=0)
    last_day = models.DateField(_("last asked on"))

    class Meta:
        verbose_name = _("rare query")
        verbose_name_plural = _("rare queries")
        constraints = [models.UniqueConstraint(fields=["lang", "digest"], name="one_rare_query_a_digest")]

    def __str__(self) -> str:
        return self.digest[:8]


class RareKey(models.Model):
    """One row: the random half of the key that rare queries are hashed with (the other half is the site's secret)."""

    key = models.CharField(_("key"), max_length=64)
    since = models.DateField(_("in use since"))

    class Meta:
        verbose_name = _("key of rare queries")
        verbose_name_plural = _("keys of rare queries")

    def __str__(self) -> str:
        return f"{self.since}"
