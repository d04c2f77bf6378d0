"""Which topics an editor asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput


class DemandForm(forms.Form):
    lang = forms.ChoiceField(label=_("Language"), choices=[("", _("all languages")), *settings.LANGUAGES], required=False)
    since = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("Until"), required=False, widget=AdminDateInput)
    found = forms.BooleanField(label=_("Also topics that readers found"), required=False)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        since, until = chosen.get("since"), chosen.get("until")
        if since and until and since > until:
            self.add_error("until", _("The period ends before it begins."))
        return chosen
