"""Which policy a work is reviewed under."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from content.core.canonical import children_of
from content.review.models import ReviewPolicy
from content.review.policies import with_ancestors
from content.review.seats.seating import PolicyInForce, add_up

if TYPE_CHECKING:
    from content.core.models import Work

# The policy of an empty site, in force where no other matches.
FALLBACK = "default"


def policy_for(work: Work) -> PolicyInForce:
    """All the policies that match the work, added up; the fallback where none does."""
    return add_up(policy.terms() for policy in matching(facts_of(work)))


def matching(facts: dict[str, Any]) -> list[ReviewPolicy]:
    """The policies in use for a work of these facts; the fallback, if there is one, where no other is."""
    policies = [policy for policy in ReviewPolicy.objects.filter(active=True).prefetch_related("seats") if policy.seats.all()]
    found = [policy for policy in policies if policy.slug != FALLBACK and policy.matches(**facts)]
    return found or [policy for policy in policies if policy.slug == FALLBACK]


def facts_of(work: Work) -> dict[str, Any]:
    """What a policy asks of a work."""
    level = getattr(work, "level", None)
    subjects = [row.subject_id for row in children_of(work, "work_subjects")] if hasattr(work, "work_subjects") else []
    return {
        "kind": work.kind(),
        "lang": work.language.code,
        "subjects": with_ancestors(subjects),
        "level": level.slug if level else "",
        "is_translation": is_translation(work),
    }


def is_translation(work: Work) -> bool:
    """Whether the work was made from another: the first of a family of translations is the original."""
    return Page.objects.filter(translation_key=work.translation_key, pk__lt=work.pk).exists()
