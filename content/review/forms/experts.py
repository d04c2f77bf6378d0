"""The forms about experts: a proposal, a search, what an expert says of themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from content.people.models import ORCID
from content.review.actions.admit import GROUPS
from content.review.actions.describe_expert import MOST_AT_ONCE
from content.review.forms import choices
from content.review.forms.choices import Choices, Several, any_of
from content.review.seats.seating import ROLES


def seats() -> Choices:
    return [(name, str(text)) for name, text in ROLES.items()]


def seats_of_experts() -> Choices:
    return [(name, str(ROLES[name])) for name in GROUPS]


class ProposeForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=255)
    email = forms.EmailField(label=_("Mail address"))
    lang = forms.ChoiceField(label=_("Language of letters"), choices=choices.langs)
    reason = forms.CharField(label=_("Why this expert?"), widget=forms.Textarea(attrs={"rows": 3}))
    roles = Several(seats_of_experts, label=_("Seats this expert can fill"), required=True, initial=["scientist"])
    langs = Several(choices.langs, label=_("Languages"), help_text=_("None chosen: all."))
    subjects = Several(choices.subjects, label=_("Subjects"), help_text=_("None chosen: all."))


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Name or mail address"), required=False)
    subject = forms.ChoiceField(label=_("Subject"), choices=any_of(choices.subjects), required=False)
    lang = forms.ChoiceField(label=_("Language"), choices=any_of(choices.langs), required=False)
    seat = forms.ChoiceField(label=_("Seat"), choices=any_of(seats), required=False)


class ProfileForm(forms.Form):
    at_once = forms.IntegerField(
        label=_("Reviews at a time, at most"),
        min_value=0,
        max_value=MOST_AT_ONCE,
        help_text=_("With 0 you are asked for nothing."),
    )
    away_until = forms.DateField(label=_("Away until"), required=False, widget=AdminDateInput)
    langs = Several(choices.langs, label=_("Languages you review in"), help_text=_("None chosen: all."))
    subjects = Several(choices.subjects, label=_("Subjects you review"), help_text=_("None chosen: all."))
    orcid = forms.CharField(
        label="ORCID", max_length=19, required=False, validators=[ORCID], help_text=_("For example 0000-0002-1825-0097")
    )
    thanked = forms.BooleanField(label=_("Name me on the public thanks page"), required=False)

    def __init__(self, *args: Any, held: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in held.items():
            field = self.fields[name]
            if isinstance(field, Several):
                field.keep(values)
        # It tells who one is: nobody changes it for themselves.
        self.fields["orcid"].disabled = bool(self.initial.get("orcid"))
