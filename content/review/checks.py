"""What a site's review policies ask for and nobody can give, with a hint that says what to do."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004  (Django's own name)
from django.db import DatabaseError

from content.review.models import ReviewPolicy
from content.review.seats.filling import Bench


@register(Tags.database)
def policies_can_be_filled(app_configs: Any, **_kw: Any) -> list[CheckMessage]:
    """Each policy in use has seats, and for each of them enough experts who aren't away."""
    try:
        policies = list(ReviewPolicy.objects.filter(active=True).prefetch_related("seats"))
        bench = Bench() if policies else None
    except DatabaseError:
        # Before the first migration there is nothing to look at.
        return []
    return [message for policy in policies if bench for message in _of_policy(policy, bench)]


def _of_policy(policy: ReviewPolicy, bench: Bench) -> list[CheckMessage]:
    terms = policy.terms()
    if not terms.seats:
        hint = "Add a seat to it, or take it out of use: without seats it is passed over."
        return [Warning(f"The review policy “{policy.slug}” asks for nobody.", hint=hint, obj=policy, id="orrery.W302")]
    found: list[CheckMessage] = []
    for gap in bench.gaps(terms, policy.langs, policy.subjects):
        where = "".join([f" in {gap.lang}" if gap.lang else "", f" on {gap.subject}" if gap.subject else ""])
        text = f"The seat “{gap.seat.slug}” of the review policy “{policy.slug}”{where} needs {gap.seat.quorum}, has {gap.able}."
        hint = "Propose and admit experts for it (Expert review > Experts), wait for those who are away, or change the policy."
        found.append(Warning(text, hint=hint, obj=policy, id="orrery.W301"))
    return found
