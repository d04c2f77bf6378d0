from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.people.models import User
from content.review.actions.invite import Invite
from content.review.boards.board import Board
from content.review.models import Assignment, Comment, Letter, Notice, ReaderCase, Report, Round
from content.review.seats.seating import PolicyInForce, Seat
from content.review.wagtail_hooks import ReviewPanel
from tests.cast import Cast, approved, article, fiction, published, submitted

pytestmark = pytest.mark.django_db

ROUNDS = 500
MOST_QUERIES = 25


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def board_of(user: User, **query: str) -> str:
    return browser(user).get(reverse("review:board"), query).content.decode()


def asked(cast: Cast, round_: Round, expert: User, **fields: object) -> Assignment:
    assignment = Invite(round=round_, by=cast.editor, expert=expert, seat="science").execute()
    Assignment.objects.filter(pk=assignment.pk).update(**fields)
    return Assignment.objects.get(pk=assignment.pk)


def many_rounds(cast: Cast) -> None:
    """Each with two seats, an expert late at one of them, a report, and a remark that must be settled."""
    terms = PolicyInForce(seats=(Seat("science", count=2, quorum=2), Seat("teaching", "educator", by_invitation=True)))
    late = timezone.now() - timedelta(days=2)
    rounds = Round.objects.bulk_create(
        Round(
            work_id=10_000 + number,
            kind="article",
            lang="en" if number % 2 else "ar",
            title=f"Work {number}",
            content={},
            digest="0" * 64,
            policy=terms.as_json(),
            submitted_by=cast.author,
            submitted_at=late - timedelta(hours=number),
        )
        for number in range(ROUNDS)
    )
    Assignment.objects.bulk_create(
        Assignment(round=round_, seat="science", expert=cast.colleague, invited_by=cast.editor, respond_by=late)
        for round_ in rounds
    )
    Report.objects.bulk_create(
        Report(round=round_, by=cast.scientist, by_id_then=cast.scientist.pk, by_name="S", recommendation="endorse")
        for round_ in rounds
    )
    Comment.objects.bulk_create(
        Comment(round=round_, by=cast.scientist, address="title", severity="must", text="No.") for round_ in rounds
    )


@pytest.mark.parametrize("who", ["editor", "administrator", "scientist", "author"])
def test_the_board_of_500_running_rounds_takes_at_most_25_queries(cast: Cast, who: str) -> None:
    many_rounds(cast)
    client = browser(getattr(cast, who))
    client.get(reverse("review:board"))

    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("review:board")).content.decode()

    assert len(captured) <= MOST_QUERIES
    assert "Work 499" in page


@pytest.mark.parametrize("who", ["editor", "administrator", "scientist"])
def test_the_panel_on_the_front_page_takes_at_most_25_queries_too(cast: Cast, who: str) -> None:
    many_rounds(cast)
    request = RequestFactory().get("/admin/")
    request.user = User.objects.get(pk=getattr(cast, who).pk)

    with CaptureQueriesContext(connection) as captured:
        html = ReviewPanel().render_html({"request": request})

    assert len(captured) <= MOST_QUERIES
    assert reverse("review:board") in html


def test_500_rounds_are_shown_in_pages_and_filters_stay_in_their_links(cast: Cast) -> None:
    many_rounds(cast)

    page = board_of(cast.editor, lang="ar", p="2")

    assert page.count('<tr role="row">') == 1 + 50
    assert "lang=ar" in page
    assert "p=3" in page
    assert "250 of 500 works" in page
    assert 'value="ar" lang="ar" selected' in page


@pytest.mark.parametrize("number", ["0", "-1", "9999", "x", "９"])
def test_a_page_that_is_none_shows_one_that_is(cast: Cast, number: str) -> None:
    submitted(cast, article(cast))

    assert "How stars shine" in board_of(cast.editor, p=number)


def test_an_editor_sees_seats_who_sits_there_and_the_next_step(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    asked(cast, round_, cast.colleague)

    page = board_of(cast.editor)

    assert reverse("review:round", args=[round_.pk]) in page
    assert "0 of 1" in page
    assert "colleague" in page
    assert "Wait for the experts" in page


def test_the_most_pressing_comes_first_and_what_is_overdue_says_so_in_words(cast: Cast) -> None:
    submitted(cast, article(cast, title="Quiet"))
    late = submitted(cast, article(cast, title="Late"))
    asked(cast, late, cast.colleague, respond_by=timezone.now() - timedelta(days=1))

    board = Board(cast.editor)
    page = board_of(cast.editor)

    assert [row.round.title for row in board.all_rows] == ["Late", "Quiet"]
    assert [todo.title for todo in board.first] == ["Late"]
    assert "Remind or replace: overdue" in page
    assert "overdue:" in page
    assert (board.unanswered, board.late) == (1, 0)


def test_only_what_is_overdue_or_mine_can_be_shown(cast: Cast) -> None:
    submitted(cast, article(cast, title="Quiet"))
    late = submitted(cast, article(cast, title="Late"))
    asked(cast, late, cast.colleague, respond_by=timezone.now() - timedelta(days=1))
    other = cast.person("other@cast.example", "editor")

    assert [row.round.title for row in Board(cast.editor, {"only": "overdue"}).rows] == ["Late"]
    assert len(Board(cast.editor, {"only": "mine"}).rows) == 2
    assert Board(other, {"only": "mine"}).rows == []
    assert Board(cast.editor, {"kind": "fiction"}).rows == []
    assert "No work in review passes these filters." in board_of(cast.editor, kind="nonsense")


def test_an_expert_opens_what_is_asked_with_one_tap(cast: Cast) -> None:
    assignment = asked(cast, submitted(cast, article(cast)), cast.colleague)
    client = browser(cast.colleague)

    page = client.get(reverse("review:board")).content.decode()
    response = client.post(reverse("review:open", args=[assignment.pk]))

    assert f'action="{reverse("review:open", args=[assignment.pk])}"' in page
    assert "1 minute to read" in page
    assert "/review/" in response.headers["Location"]
    assert client.get(response.headers["Location"]).status_code == 200


def test_nobody_opens_what_others_are_asked(cast: Cast) -> None:
    assignment = asked(cast, submitted(cast, article(cast)), cast.colleague)

    assert browser(cast.scientist).post(reverse("review:open", args=[assignment.pk])).status_code == 404
    assert browser(cast.colleague).get(reverse("review:open", args=[assignment.pk])).status_code == 405


def test_a_scientist_sees_what_is_open_to_all_and_not_who_else_was_asked(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    asked(cast, round_, cast.colleague)

    page = board_of(cast.scientist)

    assert reverse("review:round", args=[round_.pk]) in page
    assert "colleague" not in page
    assert "Approved, not published" not in page


def test_an_author_sees_their_own_works_and_nobody_elses(cast: Cast) -> None:
    mine = submitted(cast, article(cast, title="Mine"))
    Round.objects.filter(pk=mine.pk).update(submitted_by=cast.author)
    approved(cast, article(cast, title="Decided for the editor"))
    submitted(cast, article(cast, title="Of the editor"))

    page = board_of(cast.author)

    assert "Mine" in page
    assert "Of the editor" not in page
    assert "Decided for the editor" not in page


def test_whoever_has_no_right_to_the_admin_sees_no_board(cast: Cast) -> None:
    assert browser(cast.intruder).get(reverse("review:board")).status_code == 302
    assert Client().get(reverse("review:board")).status_code == 302


def test_what_waits_elsewhere_is_counted(cast: Cast) -> None:
    about = {"work_id": 1, "kind": "article", "lang": "en", "title": "A work"}
    ReaderCase.objects.create(**about, text="Is it?")
    Notice.objects.create(**about, notice="correction", translation_key=uuid.uuid4(), was="x", made_by_name="E")
    Letter.objects.create(key="k", kind="invited", to=cast.scientist, attempts=3)
    Letter.objects.create(key="new", kind="invited", to=cast.scientist)

    board = Board(cast.editor)
    page = board_of(cast.editor)

    assert (board.cases, board.notices, board.unsent) == (1, 1, 1)
    assert "possible error from a reader" in page
    assert reverse("review:cases") in page
    assert "1 letter couldn't be sent yet" in page


def test_what_is_approved_waits_to_be_published_until_it_is(cast: Cast) -> None:
    work = approved(cast, article(cast))
    address = reverse("review:publish", args=[work.pk])
    assert address in board_of(cast.editor)

    browser(cast.editor).post(address)

    assert address not in board_of(cast.editor)


def test_an_approved_work_that_was_deleted_is_not_offered(cast: Cast) -> None:
    work = approved(cast, article(cast))
    work.delete()

    assert Board(cast.editor).to_publish == []


def test_a_deleted_work_can_be_restored_from_the_board(cast: Cast) -> None:
    work = published(cast, article(cast))
    work.delete()

    assert reverse("review:restore", args=[work.pk]) in board_of(cast.editor)


def test_chapters_are_part_of_their_works_row(cast: Cast) -> None:
    submitted(cast, fiction(cast, chapters=3))

    rows = Board(cast.editor).all_rows

    assert [(row.round.kind, row.parts) for row in rows] == [("fiction", 3)]
    assert "3 chapters" in board_of(cast.editor)


def test_an_own_work_is_not_offered_to_a_scientist(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    Round.objects.filter(pk=round_.pk).update(edited_by=[cast.scientist.pk])

    assert reverse("review:round", args=[round_.pk]) not in board_of(cast.scientist)


def test_the_front_page_publishes_with_a_token_against_forgery(cast: Cast) -> None:
    work = approved(cast, article(cast))
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    form = page[page.index(reverse("review:publish", args=[work.pk])) :]
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    response = client.post(reverse("review:publish", args=[work.pk]), {"csrfmiddlewaretoken": token})

    assert response.status_code == 302


def test_the_editor_of_a_page_leads_to_all_that_review_knows_of_it(cast: Cast) -> None:
    work = published(cast, article(cast))
    round_ = Round.objects.get(work_id=work.pk)

    page = browser(cast.editor).get(reverse("wagtailadmin_pages:edit", args=[work.pk])).content.decode()

    for address in (
        reverse("review:round", args=[round_.pk]),
        reverse("review_record", args=[work.pk]),
        reverse("review:typos", args=[work.pk]),
        reverse("review:notice", args=[work.pk]),
    ):
        assert address in page


def test_a_seat_for_another_kind_of_expert_is_not_offered(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    seats = (Seat("science", by_invitation=True), Seat("teaching", "educator"))
    Round.objects.filter(pk=round_.pk).update(policy=PolicyInForce(seats=seats).as_json())

    assert Board(cast.scientist).waiting == []
    assert Board(cast.person("teacher@cast.example", "educator")).waiting == [round_]
