"""What the policies tell an expert, as an editor reads it who asks for that expert."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_OF_EXPERT = {
    "Your account isn't admitted as an expert yet.": gettext_lazy("This account isn't admitted as an expert yet."),
    "Your new mail address isn't confirmed yet.": gettext_lazy("The expert's new mail address isn't confirmed yet."),
    "You review in other languages than this one.": gettext_lazy("The expert reviews in other languages than this one."),
    "You review other subjects than those of this work.": gettext_lazy(
        "The expert reviews other subjects than those of this work."
    ),
    "You edited this work: nobody approves a text they wrote.": gettext_lazy(
        "The expert edited this work: nobody approves a text they wrote."
    ),
    "You submitted this work: someone else has to approve it.": gettext_lazy(
        "The expert submitted this work: someone else has to approve it."
    ),
    "You are a contributor of this work: nobody approves their own work.": gettext_lazy(
        "The expert is a contributor of this work: nobody approves their own work."
    ),
    "Who admitted you has a part in this work: another expert has to fill this seat.": gettext_lazy(
        "Who admitted the expert has a part in this work: another expert has to fill this seat."
    ),
}


def said_of_expert(reason: str) -> str:
    """`reason` is in the language of the screen; what isn't said to the expert stays as it is."""
    return next((str(other) for own, other in _OF_EXPERT.items() if _(own) == reason), reason)
