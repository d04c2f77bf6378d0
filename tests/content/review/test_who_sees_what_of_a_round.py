from __future__ import annotations

import re

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from content.people.models import User
from content.review.actions.comment import AddComment
from content.review.actions.decide import Decide
from content.review.actions.invite import Accept
from content.review.actions.report import SubmitReport
from content.review.models import Comment, Report, Round
from content.review.seats.seating import CRITERIA, Seat
from tests.cast import Cast, article, edit, submitted
from tests.rounds import asked, authored, browser, page_of, under, work_under_review

pytestmark = pytest.mark.django_db


def reported(cast: Cast, round_: Round, anonymity: str) -> Report:
    expert = cast.colleague
    expert.first_name, expert.last_name = "Hidden", "Expert-Name"
    expert.save()
    assignment = asked(cast, round_, expert, anonymity)
    Accept(assignment=assignment, interests="Once met the author").execute()
    remark = {"severity": "should", "quote": "hot gas", "replacement": "glowing gas"}
    AddComment(round=round_, by=expert, address="summary", text="Say why.", **remark).execute()
    said = {"note": "For the authors.", "to_editor": "For the editors alone.", "answers": {"accuracy": "partly"}}
    return SubmitReport(round=round_, by=expert, recommendation="minor", **said).execute()[0]


def test_the_editor_who_directs_sees_names_answers_and_what_is_for_editors(cast: Cast) -> None:
    round_ = authored(cast)
    reported(cast, round_, "anonymous")

    page = page_of(round_, cast.editor)

    for seen in ("Hidden Expert-Name", "For the authors.", "For the editors alone.", "Once met the author", "partly"):
        assert seen in page
    assert str(CRITERIA["accuracy"]) in page


@pytest.mark.parametrize("anonymity", ["anonymous", "double"])
def test_an_author_never_learns_who_an_anonymous_expert_is(anonymity: str, cast: Cast) -> None:
    round_ = authored(cast)
    report = reported(cast, round_, anonymity)

    page = page_of(round_, cast.author)

    assert "For the authors." in page
    assert "Say why." in page
    assert "Expert 1" in page
    for hidden in ("Hidden", "Expert-Name", "colleague", str(report.code), "For the editors alone.", "Once met the author"):
        assert hidden not in page


def test_an_author_reads_the_name_of_an_expert_who_reviews_openly(cast: Cast) -> None:
    round_ = authored(cast)
    reported(cast, round_, "open")

    page = page_of(round_, cast.author)

    assert "Hidden Expert-Name" in page
    assert "For the editors alone." not in page


def test_the_points_of_an_anonymous_round_stay_anonymous_in_the_next(cast: Cast) -> None:
    first = authored(cast)
    reported(cast, first, "anonymous")
    Decide(round=first, by=cast.editor, decision="minor").execute()
    round_ = submitted(cast, edit(work_under_review(first), cast.editor, summary="They glow."))
    Comment.objects.filter(round=first).update(answer="Now it does.", state="answered")

    page = page_of(round_, cast.author)

    assert "Points of the round before" in page
    assert "Now it does." in page
    assert re.search(r"<del>.*Why.*</del>", page, re.DOTALL)
    assert "Expert-Name" not in page


def test_an_expert_reads_alone(cast: Cast) -> None:
    round_ = authored(cast)
    reported(cast, round_, "open")

    page = page_of(round_, cast.scientist)

    for hidden in ("Expert-Name", "For the authors.", "For the editors alone.", "Say why."):
        assert hidden not in page


@pytest.mark.parametrize("name", ["round", "snapshot"])
def test_an_expert_of_a_double_anonymous_round_reads_only_where_the_authors_are_hidden(name: str, cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    asked(cast, round_, cast.colleague, "double")

    assert browser(cast.colleague).get(reverse(f"review:{name}", args=[round_.pk])).status_code in {302, 403}
    assert reverse("review:round", args=[round_.pk]) not in browser(cast.colleague).get(reverse("review:board")).content.decode()


@pytest.mark.parametrize("who", ["intruder", "translator"])
def test_others_see_no_round(who: str, cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    assert browser(getattr(cast, who)).get(reverse("review:round", args=[round_.pk])).status_code in {302, 403}
    assert browser(cast.editor).get(reverse("review:round", args=[10**12])).status_code == 404


def preview(user: User, round_: Round) -> int:
    task = work_under_review(round_).current_workflow_task
    return browser(user).get(reverse("wagtailadmin_pages:workflow_preview", args=[round_.work_id, task.pk])).status_code


def awaiting(user: User) -> int:
    return TaskState.objects.reviewable_by(user).count()


def test_wagtails_own_preview_keeps_to_the_rules_of_the_review(cast: Cast) -> None:
    round_ = under(submitted(cast, article(cast)), seats=(Seat("science", by_invitation=True),))
    uninvited = preview(cast.scientist, round_)
    asked(cast, round_, cast.colleague, "double")

    assert uninvited in {302, 403}
    assert preview(cast.colleague, round_) in {302, 403}
    assert awaiting(cast.scientist) == awaiting(cast.colleague) == 0


def test_wagtail_offers_its_buttons_to_who_was_asked_openly(cast: Cast) -> None:
    round_ = under(submitted(cast, article(cast)), seats=(Seat("science", by_invitation=True),))
    asked(cast, round_, cast.scientist)

    assert preview(cast.scientist, round_) == 200
    assert awaiting(cast.scientist) == 1
    assert awaiting(cast.editor) == 0


def test_who_can_take_no_seat_opens_no_round(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    reader = cast.person("reader@cast.example", "reader")

    for name in ("round", "snapshot"):
        assert browser(reader).get(reverse(f"review:{name}", args=[round_.pk])).status_code in {302, 403}
