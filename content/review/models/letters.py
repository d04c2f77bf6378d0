"""The letters that editors begin from when they decide."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterTemplate(models.Model):
    """A letter to authors, with a column a language; the author's own is taken, or else the site's."""

    class Decision(models.TextChoices):
        APPROVE = "approve", _("approve")
        MINOR = "minor", _("minor changes")
        MAJOR = "major", _("major changes")
        REJECT = "reject", _("reject")

    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(
        _("letter"),
        blank=True,
        help_text=_("{title}, {author} and {editor} stand for the work, who submitted it and who decides."),
    )

    class Meta:
        verbose_name = _("letter to authors")
        verbose_name_plural = _("letters to authors")
        ordering = ("decision", "pk")

    def __str__(self) -> str:
        return self.name
