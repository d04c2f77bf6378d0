from __future__ import annotations

import re

import pytest
from django.urls import reverse

from content.people.models import Institution, User
from content.review.actions.comment import AddComment
from content.review.actions.invite import Decline
from content.review.models import Assignment, ExpertProfile, Letter, Report, Seal
from content.review.seats.seating import Seat
from tests.cast import Cast, article, contributor, submitted
from tests.rounds import asked, authored, browser, page_of, post, under

pytestmark = pytest.mark.django_db


def test_an_editor_invites_a_proposed_expert_with_one_click(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    assert cast.colleague.email in page_of(round_, cast.editor)

    page = post(round_, cast.editor, invite=cast.colleague.email, seat="science", anonymity="anonymous")

    assignment = Assignment.objects.get(expert=cast.colleague)
    assert (assignment.state, assignment.anonymity) == ("invited", "anonymous")
    assert "colleague is invited" in page
    assert Letter.objects.get(kind="invited").to == cast.colleague


def test_an_expert_can_wait_in_line(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    page = post(round_, cast.editor, invite=cast.colleague.email, seat="science", in_line="on")

    assert Assignment.objects.get(expert=cast.colleague).state == "waiting"
    assert "next in line" in page


@pytest.mark.parametrize("address", ["nobody@nowhere.example", "", "'; DROP TABLE", "<script>"])
def test_an_unknown_address_leads_to_proposing_an_expert_and_is_kept(address: str, cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    response = browser(cast.editor).post(
        reverse("review:round", args=[round_.pk]), {"invite": address, "seat": "science", "reason": "The best."}
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "Propose them as an expert first" in page
    assert reverse("review:propose") in page
    assert 'value="The best."' in page
    assert "<script>”" not in page
    assert not Assignment.objects.exists()


def test_a_conflict_is_shown_and_needs_a_reason_that_is_kept(cast: Cast) -> None:
    home = Institution.objects.create(slug="lab", name="The lab", name_en="The lab")
    work = article(cast)
    author = contributor(work)
    author.affiliation = home
    author.save()
    own = contributor(article(cast, title="Elsewhere"), cast.colleague, "C. Colleague")
    own.affiliation = home
    own.save()
    round_ = submitted(cast, work)

    page = page_of(round_, cast.editor)
    refused = post(round_, cast.editor, invite=cast.colleague.email, seat="science")
    assert "is at the same institution as" in page
    assert "You may go on with a reason" in refused
    assert not Assignment.objects.exists()

    post(round_, cast.editor, invite=cast.colleague.email, seat="science", reason="Nobody else reads Tibetan.")

    assert Assignment.objects.get().went_on_because == "Nobody else reads Tibetan."
    assert "Nobody else reads Tibetan." in page_of(round_, cast.editor)


def test_an_editor_chooses_the_seat_to_propose_for(cast: Cast) -> None:
    round_ = under(submitted(cast, article(cast)), seats=(Seat("science"), Seat("teaching", "educator")))
    cast.person("teacher@cast.example", "educator")

    page = page_of(round_, cast.editor, seat="teaching")

    assert "teacher@cast.example" in page
    assert 'name="seat" value="teaching"' in page
    assert 'name="seat" value="science"' in page_of(round_, cast.editor, seat="no-such-seat")


def test_an_assignment_is_released_or_gets_a_new_link(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    assignment = asked(cast, round_, cast.colleague)

    assert "A new link is on its way" in post(round_, cast.editor, new_link=assignment.pk)
    assert "colleague is released" in post(round_, cast.editor, release=assignment.pk)

    assignment.refresh_from_db()
    assert assignment.state == "withdrawn"


def test_who_declined_says_why_and_whom_they_propose_to_the_editor_only(cast: Cast) -> None:
    round_ = authored(cast)
    Decline(assignment=asked(cast, round_, cast.colleague), reason="On a ship", proposes="Dr Tide").execute()

    seen = page_of(round_, cast.editor)
    author = page_of(round_, cast.author)

    assert "On a ship" in seen
    assert "Dr Tide" in seen
    assert "On a ship" not in author
    assert "colleague" not in author


@pytest.mark.parametrize("who", ["author", "scientist"])
@pytest.mark.parametrize(
    "data", [{"invite": "scientist@cast.example"}, {"decision": "approve"}, {"release": "1"}, {"clear": "1"}]
)
def test_only_who_directs_a_round_runs_it(who: str, data: dict[str, str], cast: Cast) -> None:
    round_ = authored(cast)
    assignment = asked(cast, round_, cast.colleague)
    data = {"release": str(assignment.pk)} if "release" in data else data

    page = page_of(round_, getattr(cast, who))
    browser(getattr(cast, who)).post(reverse("review:round", args=[round_.pk]), {**data, "seat": "science"})

    assert "Invite an expert" not in page
    assert "Your decision" not in page
    assignment.refresh_from_db()
    round_.refresh_from_db()
    assert assignment.state == "invited"
    assert Assignment.objects.count() == 1
    assert round_.state == "running"
    assert not Seal.objects.filter(work_id=round_.work_id).exists()


def test_a_report_asks_the_criteria_and_offers_the_sites_own_words(cast: Cast) -> None:
    form = ({"key": "accuracy", "required": False}, {"key": "own-1", "text": "Would a child of ten follow?", "required": False})
    words = (("endorse", "publish as it is"), ("minor", "a few words to mend"), ("reject", "not for us"))
    round_ = under(submitted(cast, article(cast)), form=form, wordings=words, seats=(Seat("science"),), needs_decision=True)

    page = page_of(round_, cast.scientist)
    answers = {"answer-accuracy": "yes", "answer-own-1": "From nine, I think."}
    post(round_, cast.scientist, recommendation="minor", note="Mend it.", to_editor="Quietly.", **answers)

    for words_ in ("Publish as it is", "A few words to mend", "Not for us", "Would a child of ten follow?"):
        assert words_ in page
    assert 'name="endorse"' in page
    report = Report.objects.get()
    assert (report.wording, report.to_editor) == ("a few words to mend", "Quietly.")
    assert report.answers == {"accuracy": "yes", "own-1": "From nine, I think."}
    seen = page_of(round_, cast.editor)
    assert "From nine, I think." in seen
    assert "Would a child of ten follow?" in seen


def test_a_refused_report_loses_nothing_that_was_typed(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    AddComment(round=round_, by=cast.scientist, address="title", severity="must", text="Wrong star.").execute()

    page = post(round_, cast.scientist, endorse="1", note="A long note.", to_editor="Aside.", **{"answer-clarity": "partly"})

    assert "You marked something that must change" in page
    assert "A long note." in page
    assert "Aside." in page
    assert re.search(r'name="answer-clarity" value="partly" checked', page)


def test_a_forged_answer_is_refused_in_words(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    assert "isn’t an answer" in post(round_, cast.scientist, endorse="1", **{"answer-clarity": "maybe"}).replace("&#x27;", "’")
    assert "has no question" in post(round_, cast.scientist, endorse="1", **{"answer-nonsense": "yes"})
    assert "There is no recommendation" in post(round_, cast.scientist, recommendation="nonsense", note="x")


def test_the_scientist_on_duty_clears_an_urgent_notice(cast: Cast) -> None:
    round_ = under(submitted(cast, article(cast)), allows_urgent=True, seats=(Seat("science"),))
    assert 'name="clear"' not in page_of(round_, cast.scientist)
    ExpertProfile.objects.create(user=cast.scientist, on_duty=True)
    assert 'name="clear"' in page_of(round_, User.objects.get(pk=cast.scientist.pk))

    post(round_, cast.scientist, clear="1")

    assert Seal.objects.get(work_id=round_.work_id).basis == "provisional"
