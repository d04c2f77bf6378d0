"""The form of a review policy."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from content.review.forms import choices
from content.review.forms.choices import Several
from content.review.models import ReviewPolicy
from content.review.seats.plain_words import grader_in_words

LISTS = ("kinds", "subjects", "levels", "langs", "criteria")
NONE_BARRED = gettext_lazy("None chosen: it applies to all.")


class PolicyForm(WagtailAdminModelForm):
    """Lists are chosen by name; who saves is kept with the version."""

    kinds = Several(choices.kinds, label=gettext_lazy("Types"), help_text=NONE_BARRED)
    subjects = Several(choices.subjects, label=gettext_lazy("Subjects, with all that is part of them"), help_text=NONE_BARRED)
    levels = Several(choices.levels, label=gettext_lazy("Levels"), help_text=NONE_BARRED)
    langs = Several(choices.langs, label=gettext_lazy("Languages"), help_text=NONE_BARRED)
    criteria = Several(choices.criteria, label=gettext_lazy("Questions of the report"))

    class Meta:
        # The seats' widgets come with Wagtail's own.
        model = ReviewPolicy
        fields: tuple[str, ...] = ()

    class Media:
        css = {"all": ("css/review-desk.css",)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LISTS:
            self.fields[name].keep(getattr(self.instance, name) or ())
        self.fields["allows_typos"].help_text = grader_in_words()
        if self.instance.pk:
            # Seals and the questions of reports name it.
            self.fields["slug"].disabled = True

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and self._seats_are_told_apart()

    def _seats_are_told_apart(self) -> bool:
        rows = [
            row.cleaned_data for row in self.formsets["seats"].forms if row.cleaned_data and not row.cleaned_data.get("DELETE")
        ]
        slugs = [row["slug"] for row in rows]
        if len(set(slugs)) < len(slugs):
            self.add_error(None, _("Two seats have the same identifier: give each its own."))
            return False
        return True

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """In one go with its seats: the version that this makes has to hold them."""
        policy = super().save(commit=False)
        policy.changed_by = self.for_user
        if commit:
            policy.save()
        return policy


SEAT_PANELS = [
    FieldRowPanel([FieldPanel("slug", help_text=gettext_lazy("Tells the policy's seats apart: science, teaching…")), "role"]),
    FieldRowPanel(["count", "quorum", "step"]),
    FieldRowPanel(["by_invitation", "of_subject"]),
    "reopens",
]

PANELS = ObjectList(
    [
        FieldRowPanel(["name", "slug"]),
        "active",
        MultiFieldPanel(["kinds", "langs", "subjects", "levels", "applies"], heading=gettext_lazy("For which works")),
        InlinePanel("seats", panels=SEAT_PANELS, min_num=1, heading=gettext_lazy("Seats"), label=gettext_lazy("Seat")),
        MultiFieldPanel(
            ["needs_decision", FieldRowPanel(["answer_days", "report_days"]), "offers_next", "anonymity"],
            heading=gettext_lazy("Course of the review"),
        ),
        MultiFieldPanel(["criteria", "own_questions", "own_recommendations"], heading=gettext_lazy("The report")),
        MultiFieldPanel(["allows_typos", "allows_urgent", "urgent_hours"], heading=gettext_lazy("After approval, and urgency")),
    ],
    base_form_class=PolicyForm,
)
