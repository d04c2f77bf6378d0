"""What review shows to whom: a scientist what is asked, an editor what waits; in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from content.review.models import Publication, Round, Seal

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from content.people.models import User

LATELY = 20


@dataclass(frozen=True)
class Board:
    user: User | AnonymousUser

    @property
    def is_scientist(self) -> bool:
        return self.user.has_perm("review.endorse")

    @property
    def is_editor(self) -> bool:
        return self.user.has_perm("wagtailcore.publish_page") or getattr(self.user, "role", "") in {"editor", "administrator"}

    @cached_property
    def waiting(self) -> list[Round]:
        """Rounds this scientist may take: in their languages, not their own work."""
        rounds = Round.objects.running().defer("content").order_by("submitted_at")
        if langs := getattr(self.user, "langs", None):
            rounds = rounds.filter(lang__in=langs)
        return [round_ for round_ in rounds if self.user.pk not in round_.edited_by]

    @cached_property
    def in_review(self) -> list[Round]:
        return list(Round.objects.running().defer("content").order_by("submitted_at"))

    @cached_property
    def to_publish(self) -> list[Seal]:
        """Works whose newest seal isn't the one in force."""
        newest: dict[int, Seal] = {}
        for seal in Seal.objects.defer("content").exclude(via="seed").order_by("pk"):
            newest[seal.work_id] = seal
        states = dict(Publication.objects.filter(work_id__in=newest).values_list("work_id", "seal_id"))
        waiting = [seal for work_id, seal in newest.items() if states.get(work_id) != seal.pk]
        parts = {"chapter"}
        return sorted((seal for seal in waiting if seal.kind not in parts), key=lambda seal: seal.approved_at)

    @cached_property
    def decided(self) -> list[Round]:
        return list(
            Round.objects.exclude(state="running").defer("content").prefetch_related("reports").order_by("-closed_at")[:LATELY]
        )

    @cached_property
    def deleted(self) -> list[Any]:
        return list(Publication.objects.filter(state="deleted", container_id__isnull=True).order_by("-withdrawn_at")[:LATELY])
