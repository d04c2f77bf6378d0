"""Authors, editors, experts, schedules, imports, translations, the model's roads, deletions, the clock and crashes, at random."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from content.core import ledger
from content.review.grading import grade
from tests.content.review.lifecycle.model import Text
from tests.content.review.lifecycle.roads import Lifecycle
from tests.content.review.lifecycle.world import People

# Examples, and steps of each: a step costs about a fifth of a second.
EFFORT = {"ci": (8, 20), "full": (150, 40)}


@pytest.mark.django_db
def test_whatever_happens_what_is_public_was_approved(monkeypatch: pytest.MonkeyPatch) -> None:
    # The machine ends its transactions itself.
    monkeypatch.setattr(ledger, "after_commit", lambda: None)
    Lifecycle.people = People()
    right, wrong = Text(1).words, Text(1, misspelt=True).words
    Lifecycle.typo_is_one = grade(wrong, right, lang="en").grade == "typo"
    examples, steps = EFFORT[settings.get_current_profile_name()]

    run_state_machine_as_test(
        Lifecycle,
        settings=settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=list(HealthCheck)),
    )
