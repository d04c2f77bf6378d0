"""Questions of readers, and their answers."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Without letters and digits that look alike.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def new_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _number in range(12))


class ReaderQuestion(models.Model):
    class State(models.TextChoices):
        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        DISMISSED = "dismissed", _("dismissed")

    # The reader's own key to the answer.
    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    lang = models.CharField(_("language"), max_length=12, editable=False)
    text = models.TextField(_("question"), editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, db_index=True)
    answer = models.TextField(_("answer"), blank=True, help_text=_("Anyone who has the question's code can read it."))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    asked_on = models.DateField(_("asked on"), default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("question of a reader")
        verbose_name_plural = _("questions of readers")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.text[:80]
