"""What works are about and whom they are for; the glossary."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from content.core.canonical import children_of
from content.core.findable import Findable
from content.core.languages import code_of
from content.core.reference import ReferenceRow


class Subject(ReferenceRow):
    wording_fields: ClassVar[tuple[str, ...]] = ("name", "introduction")

    slug = models.SlugField(_("identifier"), unique=True, max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of"))
    name = models.CharField(_("name"), max_length=255)
    introduction = models.TextField(_("introduction"), blank=True)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ("slug",)


class Level(ReferenceRow):
    wording_fields: ClassVar[tuple[str, ...]] = ("name", "description")

    slug = models.SlugField(_("identifier"), unique=True, max_length=100)
    name = models.CharField(_("name"), max_length=255)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ("pk",)


class Term(ReferenceRow):
    wording_fields: ClassVar[tuple[str, ...]] = ("name", "definition")

    slug = models.SlugField(_("identifier"), unique=True, max_length=100)
    name = models.CharField(_("term"), max_length=255)
    definition = models.TextField(_("definition"), blank=True)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, verbose_name=_("subject"))

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ("slug",)


class WorkSubject(Orderable):
    public_fields: ClassVar[tuple[str, ...]] = ("subject",)

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="work_subjects")
    subject = models.ForeignKey(Subject, models.PROTECT, verbose_name=_("subject"), related_name="works")

    class Meta(Orderable.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")


class Classified(models.Model):
    """Mixin of works: subjects and level."""

    public_fields: ClassVar[tuple[str, ...]] = ("work_subjects", "level")
    work_subjects: Any

    level = models.ForeignKey(Level, models.PROTECT, null=True, blank=True, verbose_name=_("level"), related_name="+")

    class Meta:
        abstract = True

    def findable(self) -> Findable:
        found: Findable = super().findable()  # type: ignore[misc]  # a mixin of works
        lang = code_of(self)  # type: ignore[arg-type]  # a mixin of works
        for subject in self.subjects():
            for row in subject.with_ancestors():
                found.add_tags("subject", row.slug)
                found.add_words("subject", row.wording("name", lang))
        if self.level:
            found.add_tags("level", self.level.slug)
        return found

    def subjects(self) -> list[Any]:
        return [row.subject for row in children_of(self, "work_subjects")]  # type: ignore[arg-type]  # a mixin of works
