"""Which figures a manager asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from content.review.forms import choices
from content.review.forms.choices import any_of

GROUPS = [("lang", _("language")), ("subject", _("subject"))]


class FiguresForm(forms.Form):
    by = forms.ChoiceField(
        label=_("A row for each"), choices=[("lang", _("language")), ("subject", _("subject"))], required=False
    )
    since = forms.DateField(label=_("Submitted from"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("Submitted until"), required=False, widget=AdminDateInput)
    kind = forms.ChoiceField(label=_("Type"), choices=any_of(choices.kinds), required=False)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        since, until = chosen.get("since"), chosen.get("until")
        if since and until and since > until:
            self.add_error("until", _("The period ends before it begins."))
        return chosen
