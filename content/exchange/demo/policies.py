"""Review policies: the one of an empty site, and the demo's, each for a handful of its works."""

from __future__ import annotations

import json
from pathlib import Path

from content.review.models import PolicySeat, ReviewPolicy
from content.review.seats.terms import FALLBACK

SOURCE = Path(__file__).parent / "policies.json"


def load_policies(*, empty: bool) -> None:
    """Make the policies that are missing; what editors made of the others stays."""
    known = set(ReviewPolicy.objects.values_list("slug", flat=True))
    for entry in json.loads(SOURCE.read_text(encoding="utf-8")):
        if entry["slug"] not in known and (entry["slug"] == FALLBACK or not empty):
            seats = [PolicySeat(sort_order=number, **seat) for number, seat in enumerate(entry.pop("seats"))]
            ReviewPolicy(seats=seats, **entry).save()
