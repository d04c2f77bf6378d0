"""What is typed into the desk of a link is fit to be kept, and about the text."""

from __future__ import annotations

import pytest

from content.core.refusal import Refused
from content.review.experts.suggesting import suggest
from content.review.models import Assignment, Comment, Report
from tests.cast import Cast, article, submitted
from tests.content.review.desk import Desk, asked

pytestmark = pytest.mark.django_db


def test_what_a_database_refuses_and_what_is_too_long_never_gets_there(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()

    assert desk.comment(text="Why\x00?", quote="\x00").status_code == 302
    desk.post("review_link_report", recommendation="changes", note="x" * 20_001)

    assert Comment.objects.get().text == "Why?"
    assert not Report.objects.exists()
    assert "That is too long" in desk.text("review_link_read")


def test_a_draft_that_was_stored_broken_is_read_all_the_same(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    Assignment.objects.update(draft={"note": ["ok"], "answers": [], "comments": {"1:summary": {"text": ["x"]}}, "at": "?"})

    assert desk.get("review_link_read").status_code == 200


def test_a_remark_is_about_a_passage_of_the_text(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()

    desk.comment(address="body/nowhere")
    desk.comment(address="")

    assert [comment.address for comment in Comment.objects.all()] == [""]


def test_an_editor_reads_of_the_expert_why_they_cant_be_asked(cast: Cast) -> None:
    cast.scientist.langs = ["de"]
    cast.scientist.save()

    with pytest.raises(Refused, match="The expert reviews in other languages"):
        asked(cast)


def test_an_administrator_is_no_suggestion_for_a_scientists_seat(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    experts = {cast.scientist, cast.administrator}

    assert {each.expert for each in suggest(round_, round_.terms.seats[0])} & experts == {cast.scientist}
