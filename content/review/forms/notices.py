"""The form of a notice about a public work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from content.review.forms.choices import Several
from content.review.models import Notice

LONGEST_CHOICE = 140  # characters


class NoticeForm(forms.Form):
    """`passages`: what each passage of the version that readers see is and says, by its address."""

    kind = forms.ChoiceField(label=_("Type of notice"), choices=Notice.Kind.choices, widget=forms.RadioSelect)
    was = forms.CharField(label=_("What was wrong"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    now = forms.CharField(
        label=_("What is right"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("A correction needs it."),
    )
    reported_by = forms.CharField(
        label=_("Reported by"),
        max_length=255,
        required=False,
        help_text=_("The name that readers see as a credit; may stay empty."),
    )
    passages = Several(list, label=_("Passages concerned"), help_text=_("From the version that readers see now."))

    def __init__(self, *args: Any, passages: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["passages"]
        if isinstance(field, Several):
            field.choices = [(address, Truncator(text).chars(LONGEST_CHOICE)) for address, text in passages.items()]
