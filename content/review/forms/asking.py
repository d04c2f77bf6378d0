"""Which work somebody asks about: what would be asked of an article in Arabic on physics?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.review.forms import choices
from content.review.forms.choices import any_of


class AskedForm(forms.Form):
    kind = forms.ChoiceField(label=_("Type"), choices=choices.kinds)
    lang = forms.ChoiceField(label=_("Language"), choices=choices.langs)
    subject = forms.ChoiceField(label=_("Subject"), choices=any_of(choices.subjects), required=False)
    level = forms.ChoiceField(label=pgettext_lazy("of readers", "Level"), choices=any_of(choices.levels), required=False)
    is_translation = forms.BooleanField(label=_("It is a translation"), required=False)
