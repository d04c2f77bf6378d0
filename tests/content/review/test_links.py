"""What a mail link opens, and what it doesn't: each broken one is refused or harmless, and says what to do."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.review.actions.invite import Invite, Release
from content.review.correspondence.links import token_of
from content.review.models import Assignment, Comment, Report
from tests.cast import Cast, article, picture, stream, submitted
from tests.content.review.desk import LINK, Desk, asked, invited, sent

pytestmark = pytest.mark.django_db


def test_the_mail_holds_a_link_that_opens_the_invitation_in_the_experts_language(cast: Cast) -> None:
    cast.scientist.lang = "zh-hans"
    cast.scientist.save()
    asked(cast)

    message = sent()[-1]
    link = LINK.search(message.body).group()

    assert "/zh-hans/review/" in link
    response = Client().get(link)
    assert response.status_code == 200
    assert "How stars shine" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing_whoever_looks(cast: Cast, method: str) -> None:
    """A mail scanner follows each link, a browser prefetches it."""
    desk = Desk(asked(cast))
    before = vars(desk.fresh())

    for name in ("review_link", "review_link_read", "review_link_snapshot"):
        getattr(Client(), method)(desk.url(name), headers={"sec-purpose": "prefetch"})

    after = vars(desk.fresh())
    assert {key: value for key, value in before.items() if key != "_state"} == {
        key: value for key, value in after.items() if key != "_state"
    }
    assert desk.accept().get("review_link_read").status_code == 200


def test_a_scanner_that_presses_buttons_has_no_token_for_them(cast: Cast) -> None:
    desk = Desk(asked(cast), Client(enforce_csrf_checks=True))

    for name in ("review_link", "review_link_report", "review_link_draft", "review_link_new"):
        assert desk.post(name, action="decline").status_code == 403

    assert desk.fresh().state == Assignment.State.INVITED


def test_a_second_tap_on_accept_does_no_harm(cast: Cast) -> None:
    desk = Desk(asked(cast))
    desk.get()
    # The second tap leaves before the first is answered: with the cookies of the page that both are on.
    impatient = Client()
    impatient.cookies = desk.client.cookies.__class__(desk.client.cookies)

    first, second = desk.post("review_link", action="accept"), impatient.post(desk.url(), {"action": "accept"})

    assert first.url == second.url == desk.url("review_link_read")
    assert impatient.get(second.url).status_code == 200
    assert len(desk.fresh().devices) == 1


def test_back_after_accepting_leads_to_the_text_and_after_the_report_to_thanks(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    assert desk.get().url == desk.url("review_link_read")

    desk.post("review_link_report", recommendation="endorse")

    assert desk.get("review_link_read").url == desk.url()
    assert "Thank you for your review" in desk.text("review_link_read")


def test_in_a_second_tab_nothing_is_done_twice(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    desk.post("review_link_report", recommendation="endorse")

    again = desk.post("review_link_report", recommendation="changes", note="No!")
    remark = desk.comment()
    draft = desk.client.post(desk.url("review_link_draft"), json.dumps({"note": "x"}), content_type="application/json")

    assert Report.objects.count() == 1
    assert Comment.objects.count() == 0
    assert again.url == remark.url == desk.url()
    assert (draft.status_code, draft.json()["over"]) == (409, True)
    assert "open any more" in desk.text()


def test_a_link_that_was_passed_on_after_use_opens_nothing(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    other = Desk(desk.assignment)

    for name in ("review_link", "review_link_read", "review_link_snapshot"):
        response = other.get(name)
        assert response.status_code == 403
        assert "used on another device" in response.content.decode()
        assert "ball of hot gas" not in response.content.decode()
    assert other.post("review_link_report", recommendation="reject").status_code == 403
    assert other.comment().status_code == 403
    assert not Report.objects.exists()


def test_who_comes_second_by_a_moment_is_told_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from content.review.correspondence import links

    desk = Desk(asked(cast))
    late = Desk(desk.assignment)
    stale = links.assignment_of(desk.token)
    desk.accept()
    monkeypatch.setattr(links, "assignment_of", lambda _token: stale)

    assert late.post("review_link", action="accept").status_code == 403
    assert len(desk.fresh().devices) == 1


def test_a_new_link_goes_to_the_known_address_and_voids_the_old_one(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    sent()

    answer = Desk(desk.assignment).post("review_link_new")

    assert cast.scientist.email not in answer.content.decode()
    message = sent()[-1]
    assert message.to == [cast.scientist.email]
    assert desk.get().status_code == 410
    assert "replaced by a newer one" in desk.text()
    fresh = Desk(desk.assignment, token=LINK.search(message.body).group().rstrip("/").rsplit("/", 1)[1])
    assert "Continue the review on this device" in fresh.text()
    assert fresh.post("review_link", action="continue").status_code == 302
    assert fresh.get("review_link_read").status_code == 200


def test_new_links_are_not_sent_as_often_as_somebody_presses(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    sent()
    Desk(desk.assignment).post("review_link_new")
    before = len(sent())

    for _each in range(3):
        Desk(desk.fresh()).post("review_link_new")

    assert len(sent()) == before
    moved = timezone.now() - timedelta(hours=1)
    for _each in range(6):
        desk.assignment.letters.filter(kind="link").update(written_at=moved)
        Desk(desk.fresh()).post("review_link_new")
    assert len(sent()) == before + 3


def test_an_expired_link_says_so_and_offers_a_new_one(cast: Cast) -> None:
    desk = Desk(asked(cast))
    Assignment.objects.update(link_expires_at=timezone.now() - timedelta(minutes=1))

    response = desk.get()
    assert response.status_code == 410
    assert "This link has expired" in response.content.decode()
    assert "Send me a new link" in response.content.decode()

    sent()
    desk.post("review_link_new")
    token = LINK.search(sent()[-1].body).group().rstrip("/").rsplit("/", 1)[1]
    assert Desk(desk.assignment, token=token).get().status_code == 200


def test_a_released_expert_finds_a_page_that_says_what_to_do(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    Release(assignment=desk.assignment, by=cast.editor).execute()

    response = desk.get("review_link_read")

    assert response.status_code == 410
    assert "ask the editors" in response.content.decode()
    assert "Look into your mail" not in desk.post("review_link_new").content.decode()
    assert [message.subject for message in sent() if "new link" in message.subject] == []


@pytest.mark.parametrize("change", ["cut", "letter", "number", "empty", "words", "signs"])
def test_a_link_that_was_tampered_with_opens_nothing(cast: Cast, change: str) -> None:
    token = token_of(asked(cast))
    broken = {
        "cut": token[:-5],
        "letter": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "number": "WzIsIngiXQ" + token[token.index(":") :],
        "empty": ":::",
        "words": "review",
        "signs": "恒星:%00:é",
    }[change]

    response = Client().get(f"/en/review/{broken}/")

    assert response.status_code == 404
    assert "copy the whole link" in response.content.decode()


def test_a_link_opens_its_own_assignment_only(cast: Cast) -> None:
    image = picture()
    other_work = article(cast, "Another", body=stream(("image", {"image": image.pk, "alt": "", "caption": ""})))
    other = Desk(invited(cast, submitted(cast, other_work))).accept()
    desk = Desk(asked(cast)).accept()
    other.comment(text="Mine, but of another work", severity="must")
    remark = Comment.objects.get()

    assert other.get("review_link_file", "image", image.pk).status_code == 200
    assert desk.get("review_link_file", "image", image.pk).status_code == 404
    assert desk.get("review_link_page", other.assignment.round_id).status_code == 302
    assert desk.post("review_link_comment", settle=remark.pk).status_code == 404
    desk.post("review_link_comment", round=other.assignment.round_id, address="title", text="Smuggled")
    assert list(Comment.objects.values_list("text", "state")) == [("Mine, but of another work", "open")]


def test_who_is_next_in_line_has_no_link_yet(cast: Cast) -> None:
    first = asked(cast)
    waiting = Invite(round=first.round, by=cast.editor, expert=cast.colleague, in_line=True).execute()

    assert Desk(waiting).get().status_code == 410


def test_pictures_of_a_draft_come_through_the_link_and_tell_nothing(cast: Cast) -> None:
    image = picture(name="portrait-of-a-author.png")
    work = article(cast, body=stream(("image", {"image": image.pk, "alt": "A star", "caption": "<p>Blue.</p>"})))
    desk = Desk(asked(cast, work))

    assert desk.get("review_link_file", "image", image.pk).status_code == 302
    desk.accept()
    page = desk.text("review_link_read")

    assert desk.url("review_link_file", "image", image.pk) in page
    assert "portrait-of-a-author" not in page
    assert "Alternative text:" in page
    response = desk.get("review_link_file", "image", image.pk)
    assert response["Content-Type"] == "image/png"
    assert "portrait" not in str(response.headers)
    preview = desk.text("review_link_page", desk.assignment.round_id)
    assert "/media/" not in preview
    assert desk.url("review_link_file", "image", image.pk) in preview


def test_no_page_of_a_link_is_kept_or_indexed_and_none_tells_others_where_it_was(cast: Cast) -> None:
    desk = Desk(asked(cast))

    for response in (desk.get(), desk.accept().get("review_link_read"), Client().get("/en/review/x/")):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"


def test_declining_asks_the_next_and_can_be_said_twice(cast: Cast) -> None:
    desk = Desk(asked(cast))
    following = Invite(round=desk.assignment.round, by=cast.editor, expert=cast.colleague, in_line=True).execute()

    for _each in range(2):
        assert desk.post("review_link", action="decline", reason="No time", proposes="Dr. Next").status_code == 302

    assert "Thank you for telling us" in desk.text()
    assert desk.fresh().proposes == "Dr. Next"
    assert Assignment.objects.get(pk=following.pk).state == Assignment.State.INVITED
    assert Assignment.objects.count() == 2


def test_an_answer_that_is_none_changes_nothing(cast: Cast) -> None:
    desk = Desk(asked(cast))

    assert desk.post("review_link", action="perhaps").status_code == 302
    assert "Choose whether you accept" in desk.text()
    assert desk.client.get(desk.url("review_link_report")).status_code == 405
    assert desk.fresh().state == Assignment.State.INVITED
