"""What managers want to know of reviews: how long they take, how punctual they are, what they lead to."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import median
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.review.models import Assignment, Publication, Round
from content.taxonomy.models import Subject

COLUMNS: dict[str, Promise | str] = {
    "submitted": _("works submitted"),
    "approved": _("works approved"),
    "acceptance": _("acceptance, %"),
    "days_to_decision": _("days to the decision (median)"),
    "days_to_publication": _("days from submission to publication (median)"),
    "punctuality": _("reports in time, %"),
    "load": _("reviews in hand"),
}


def figures(by: str, *, since: date | None = None, until: date | None = None, kind: str = "") -> list[dict[str, Any]]:
    """A row for each language or subject, the busiest first; times in days, None where there is nothing to measure.

    `since` and `until` bound the day of submission, both included.
    """
    groups: dict[str, list[Round]] = defaultdict(list)
    names = {subject.pk: str(subject) for subject in Subject.objects.all()} if by == "subject" else dict(settings.LANGUAGES)
    rounds = Round.objects.exclude(state=Round.State.WITHDRAWN).filter(**_bounds(since, until, kind))
    for round_ in rounds if by == "subject" else rounds.defer("content"):
        for key in _keys(round_, by):
            groups[str(names.get(key, key))].append(round_)
    published = dict(Publication.objects.values_list("work_id", "published_at"))
    asked: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in Assignment.objects.all().defer("draft"):
        asked[assignment.round_id].append(assignment)
    rows = [_row(name, group, published, asked) for name, group in groups.items()]
    return sorted(rows, key=lambda row: (-row["submitted"], row["name"]))


def _bounds(since: date | None, until: date | None, kind: str) -> dict[str, Any]:
    found = {"submitted_at__date__gte": since, "submitted_at__date__lte": until, "kind": kind}
    return {name: value for name, value in found.items() if value}


def _keys(round_: Round, by: str) -> list[Any]:
    if by == "lang":
        return [round_.lang]
    return [row["subject"] for row in round_.content.get("work_subjects") or ()]


def _row(name: str, rounds: list[Round], published: dict[int, Any], asked: dict[int, list[Assignment]]) -> dict[str, Any]:
    closed = [round_ for round_ in rounds if round_.closed_at]
    approved = [round_ for round_ in closed if round_.state == Round.State.APPROVED]
    assignments = [assignment for round_ in rounds for assignment in asked[round_.pk]]
    reported = [each for each in assignments if each.state == Assignment.State.REPORTED and each.closed_at and each.report_by]
    in_time = [each for each in reported if each.closed_at and each.report_by and each.closed_at <= each.report_by]
    first: dict[int, Round] = {}
    for round_ in sorted(rounds, key=lambda each: each.submitted_at):
        first.setdefault(round_.work_id, round_)
    waits = [
        _days(round_.submitted_at, published[work_id])
        for work_id, round_ in first.items()
        if work_id in published and published[work_id] >= round_.submitted_at
    ]
    return {
        "name": name,
        "submitted": len(rounds),
        "approved": len(approved),
        "acceptance": round(100 * len(approved) / len(closed)) if closed else None,
        "days_to_decision": _median([_days(each.submitted_at, each.closed_at) for each in closed]),
        "days_to_publication": _median(waits),
        "punctuality": round(100 * len(in_time) / len(reported)) if reported else None,
        "load": sum(1 for each in assignments if each.state in Assignment.ASKED),
    }


def _days(start: Any, end: Any) -> float:
    return float((end - start).total_seconds() / 86400)


def _median(values: list[float]) -> float | None:
    return round(median(values), 1) if values else None
