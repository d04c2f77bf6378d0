"""Which experts to ask for a seat, and why: by role, language, subject, present load, past punctuality."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.people.models import User
from content.review import policies
from content.review.conflicts import Conflict, conflicts_of
from content.review.models import Assignment

if TYPE_CHECKING:
    from content.review.models import Round
    from content.review.seating import Seat

MOST = 8


@dataclass(frozen=True)
class Suggestion:
    expert: User
    score: float
    reasons: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_free_of_conflict(self) -> bool:
        return not self.conflicts


def suggest(round_: Round, seat: Seat, most: int = MOST) -> list[Suggestion]:
    """The best first; those with a conflict come last, with the warning. Who has a part in the work isn't proposed."""
    subjects = policies.subject_slugs(round_)
    asked = set(round_.assignments.exclude(state__in=("declined", "withdrawn")).values_list("expert_id", flat=True))
    declined = set(round_.assignments.filter(state="declined").values_list("expert_id", flat=True))
    experts = User.objects.filter(is_active=True, admitted=True).exclude(pk__in=asked | declined).select_related("expert_profile")
    load = Counter(Assignment.objects.asked().values_list("expert_id", flat=True))
    punctual = _punctuality()
    found = [
        suggestion
        for expert in experts
        if (suggestion := _weigh(expert, round_, seat, subjects=subjects, load=load[expert.pk], punctual=punctual.get(expert.pk)))
    ]
    found.sort(key=lambda suggestion: -suggestion.score)
    weighed = [_with_conflicts(suggestion, round_) for suggestion in found[: most * 2]]
    fair = [suggestion for suggestion in weighed if not any(conflict.final for conflict in suggestion.conflicts)]
    return sorted(fair, key=lambda suggestion: (bool(suggestion.conflicts), -suggestion.score))[:most]


def _weigh(
    expert: User, round_: Round, seat: Seat, *, subjects: list[str], load: int, punctual: float | None
) -> Suggestion | None:
    if policies.lacks(expert, round_, seat):
        return None
    profile = getattr(expert, "expert_profile", None)
    if profile and profile.away_until and profile.away_until > timezone.localdate():
        return None
    if profile and load >= profile.at_once:
        return None
    score, reasons = 0.0, []
    for distance, slug in enumerate(subjects):
        if slug in expert.subjects:
            # The nearer in the tree of sciences, the better.
            score += 5.0 / (1 + distance)
            reasons.append(_("expert in %(subject)s") % {"subject": slug})
            break
    if round_.lang in expert.langs:
        score += 3.0
        reasons.append(_("reviews in this language"))
    score -= 1.5 * load
    reasons.append(ngettext("%(count)d review in hand", "%(count)d reviews in hand", load) % {"count": load})
    if punctual is not None:
        score += 2.0 * punctual
        reasons.append(_("%(share)d %% of past reports in time") % {"share": round(100 * punctual)})
    return Suggestion(expert, score, reasons)


def _with_conflicts(suggestion: Suggestion, round_: Round) -> Suggestion:
    return Suggestion(suggestion.expert, suggestion.score, suggestion.reasons, conflicts_of(suggestion.expert, round_))


def _punctuality() -> dict[int, float]:
    """The share of each expert's reports that came in time."""
    rows = (
        Assignment.objects.filter(state=Assignment.State.REPORTED, report_by__isnull=False)
        .values("expert")
        .annotate(all=Count("pk"), in_time=Count("pk", filter=Q(closed_at__lte=F("report_by"))))
    )
    return {row["expert"]: row["in_time"] / row["all"] for row in rows}


def unfillable(seat: Seat) -> bool:
    """Whether fewer experts than the seat asks for could fill it at all."""
    experts = User.objects.filter(is_active=True, admitted=True).select_related("expert_profile")
    return sum(1 for expert in experts if policies.role_missing(expert, seat) is None) < seat.quorum
