"""A fiction's policy may ask for seats and questions that its chapters' policy doesn't know."""

from __future__ import annotations

import pytest

from content.review.actions.invite import Accept, Invite
from content.review.actions.report import ReportOnAssignment
from content.review.models import PolicySeat, Report, ReviewPolicy, Seal
from tests.cast import Cast, fiction, submitted

pytestmark = pytest.mark.django_db


def test_a_report_reaches_the_parts_that_have_its_seat_and_questions(cast: Cast) -> None:
    seats = [PolicySeat(slug="science"), PolicySeat(slug="editing", role="editor", step=2)]
    ReviewPolicy(slug="notes", name="Notes", kinds=["fiction"], own_questions="Is each note right?", seats=seats).save()
    second = cast.person("second@cast.example", "editor")
    work = fiction(cast)
    round_ = submitted(cast, work)
    asked = [Invite(round=round_, by=cast.editor, expert=cast.scientist, seat="science").execute()]
    asked.append(Invite(round=round_, by=cast.editor, expert=second, seat="editing").execute())

    for assignment in asked:
        Accept(assignment=assignment).execute()
        ReportOnAssignment(assignment=assignment, recommendation="endorse", answers={"notes-1": "yes"}).execute()

    assert Seal.objects.count() == 3
    assert sorted(Report.objects.values_list("seat", flat=True)) == ["editing", "science", "science", "science"]
    assert Report.objects.filter(answers={"notes-1": "yes"}).count() == 2
