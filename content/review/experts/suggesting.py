"""Which experts to ask for a seat, and why: by role, language, subject, present load, past punctuality."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.people.models import User
from content.review import policies
from content.review.experts.admission import edits
from content.review.experts.conflicts import Conflict, conflicts_of
from content.review.models import Assignment, Report
from content.taxonomy.models import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.review.models import Round
    from content.review.seats.seating import Seat

MOST = 8
# Never more than these are looked at closely, however many experts there are.
WEIGHED = 40


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
    pool = _Pool(round_)
    found = sorted(filter(None, map(pool.weigh, pool.experts())), key=lambda suggestion: -suggestion.score)
    meant = [each for each in found if _is_meant(each.expert, seat)]
    able = [each for each in meant[:WEIGHED] if policies.lacks(each.expert, round_, seat) is None]
    weighed = [replace(each, conflicts=conflicts_of(each.expert, round_)) for each in able[: most * 2]]
    fair = [suggestion for suggestion in weighed if not any(conflict.final for conflict in suggestion.conflicts)]
    return sorted(fair, key=lambda suggestion: (bool(suggestion.conflicts), -suggestion.score))[:most]


def _is_meant(expert: User, seat: Seat) -> bool:
    """Administrators hold every right, editors may hold this one: neither is a scientist unless admitted as one."""
    if seat.role not in {"scientist", "bilingual"} or not (edits(expert) or expert.is_superuser):
        return True
    profile = getattr(expert, "expert_profile", None)
    return profile is not None and bool({"scientist", "bilingual"} & set(profile.roles))


class _Pool:
    """What is known of a round and of all experts, read once."""

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self.subjects = policies.subject_slugs(round_)
        self.near = policies.near_subjects(round_)
        self.names = {subject.slug: str(subject) for subject in Subject.objects.all()}
        self.load = Counter(Assignment.objects.asked().values_list("expert_id", flat=True))
        self.punctual = _punctuality()
        earlier = Report.objects.filter(round__work_id=round_.work_id).exclude(round=round_)
        self.knew_it = set(earlier.values_list("by_id", flat=True))

    def experts(self) -> Iterable[User]:
        taken = self.round.assignments.exclude(state="withdrawn").values("expert")
        experts = User.objects.filter(is_active=True, admitted=True).exclude(pk__in=taken)
        return experts.select_related("expert_profile")

    def weigh(self, expert: User) -> Suggestion | None:
        """None for who has no time, or other subjects or languages."""
        profile = getattr(expert, "expert_profile", None)
        away = profile and profile.away_until and profile.away_until > timezone.localdate()
        load = self.load[expert.pk]
        if away or (profile and load >= profile.at_once) or (expert.langs and self.round.lang not in expert.langs):
            return None
        reasons = [(15.0, _("reviewed an earlier version"))] if expert.pk in self.knew_it else []
        reasons += self._by_subject(expert)
        if expert.subjects and not set(expert.subjects) & {*self.subjects, *self.near}:
            return None
        if self.round.lang in expert.langs:
            reasons.append((3.0, _("reviews in this language")))
        words = ngettext("%(count)d review in hand", "%(count)d reviews in hand", load) % {"count": load}
        reasons.append((-1.5 * load, words))
        if expert.pk in self.punctual:
            share = self.punctual[expert.pk]
            reasons.append((2.0 * share, _("%(share)d %% of past reports in time") % {"share": round(100 * share)}))
        return Suggestion(expert, sum(score for score, _words in reasons), [words for _score, words in reasons])

    def _by_subject(self, expert: User) -> list[tuple[float, str]]:
        """The nearer in the tree of sciences, the better."""
        for distance, slug in enumerate(self.subjects):
            if slug in expert.subjects:
                return [(5.0 / (1 + distance), _("expert in %(subject)s") % {"subject": self.names.get(slug, slug)})]
        near = sorted(self.near & set(expert.subjects))
        if near:
            return [(1.0, _("expert in %(subject)s, a near subject") % {"subject": self.names.get(near[0], near[0])})]
        return []


def _punctuality() -> dict[int, float]:
    """The share of each expert's reports that came in time."""
    rows = (
        Assignment.objects.filter(state=Assignment.State.REPORTED, report_by__isnull=False)
        .values("expert")
        .annotate(all=Count("pk"), in_time=Count("pk", filter=Q(closed_at__lte=F("report_by"))))
    )
    return {row["expert"]: row["in_time"] / row["all"] for row in rows}
