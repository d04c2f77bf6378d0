"""Authors, editors, experts, books, schedules, imports, translations, the model's roads, deletions, the clock and crashes,
at random. `docs/integrity.md` says which bugs, put in by hand, it finds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from content.core import ledger
from content.review.grading import grade
from tests.content.review.lifecycle.books import Lifecycle
from tests.content.review.lifecycle.model import Text
from tests.content.review.lifecycle.world import People

# Examples, steps of each, and how many steps there are to an audit.
EFFORT = {"ci": (8, 20, 4), "full": (150, 40, 1)}


@pytest.mark.django_db
def test_whatever_happens_what_is_public_was_approved(monkeypatch: pytest.MonkeyPatch) -> None:
    # The machine ends its transactions itself.
    monkeypatch.setattr(ledger, "after_commit", lambda: None)
    Lifecycle.people = People()
    right, wrong = Text(1).words, Text(1, misspelt=True).words
    Lifecycle.typo_is_one = grade(wrong, right, lang="en").grade == "typo"
    examples, steps, Lifecycle.audits_every = EFFORT[settings.get_current_profile_name()]

    run_state_machine_as_test(
        Lifecycle,
        settings=settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=list(HealthCheck)),
    )
