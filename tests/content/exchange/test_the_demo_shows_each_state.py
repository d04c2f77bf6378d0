"""The demo has a work in each state of review; what it made once it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from content.core.models import LedgerEntry
from content.exchange.demo import works
from content.exchange.demo.accounts import PEOPLE, account_of, make_accounts
from content.exchange.demo.experts import EMAIL, propose_expert
from content.exchange.demo.policies import load_policies
from content.exchange.demo.reference import load_reference_data
from content.people.models import User
from content.review.audit import audit
from content.review.desk.reading import part_rounds
from content.review.models import Assignment, Comment, Letter, Notice, Publication, ReaderCase, ReviewPolicy, Round, Seal
from content.review.seats.seating import DEFAULT
from content.review.seats.terms import policy_for
from content.translation.models import TranslationLink
from tests.cast import Cast, article

pytestmark = pytest.mark.django_db

Load = Callable[..., None]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """Make the demo with these works alone."""
    cache.clear()
    sources, shelf = works.SOURCES, tmp_path / "works"
    shelf.mkdir()
    monkeypatch.setattr(works, "SOURCES", shelf)

    def make(*names: str) -> None:
        for name in names:
            (shelf / name).symlink_to(sources / name)
        make_accounts()
        load_reference_data()
        load_policies(empty=False)
        works.load_works(lambda _work: None)

    return make


def running(lang: str) -> Round:
    found: Round = Round.objects.running().filter(lang=lang).earliest("pk")
    return found


def states(round_: Round) -> list[tuple[str, str, str]]:
    rows = round_.assignments.order_by("pk").select_related("expert")
    return [(row.expert.email.partition("@")[0], row.seat, row.state) for row in rows]


def test_a_round_has_three_seats_partly_filled_one_of_them_anonymously(load: Load) -> None:
    load("the-moon-is-leaving")

    round_ = running("zh-hans")

    assert states(round_) == [
        ("scientist3", "science", "reported"),
        ("scientist4", "science", "declined"),
        ("scientist5", "science", "invited"),
        ("scientist6", "science", "waiting"),
        ("educator", "education", "accepted"),
    ]
    report = round_.reports.get()
    assert (report.recommendation, report.anonymity, report.public_name) == ("endorse", "anonymous", "")
    # Its source went through the same seats, and an editor's decision.
    assert [seat["seat"] for seat in Seal.objects.get(lang="en").entry.payload["seats"]] == ["science", "science", "education"]
    assert not audit()["findings"]


def test_a_report_is_overdue_in_a_round_whose_seats_follow_each_other(load: Load) -> None:
    load("lake-under-the-ice")

    round_ = running("zh-hans")
    assignment = round_.assignments.get()

    assert assignment.is_overdue
    assert assignment.draft["note"]
    assert [(seat.role, seat.step) for seat in round_.terms.seats] == [("scientist", 1), ("editor", 2)]
    assert Comment.objects.blocking().filter(round__in=part_rounds(round_)).exists()
    assert not audit()["findings"]


def test_changes_are_asked_answered_and_taken_over(load: Load) -> None:
    load("why-leaves-turn-red")

    round_ = Round.objects.get(lang="zh-hans")

    assert round_.state == Round.State.CHANGES_REQUESTED
    assert {seat.slug for seat in round_.terms.seats} == {"science", "reader", "translation"}
    assert sorted(round_.comments.values_list("state", flat=True)) == ["answered", "answered", "taken"]
    assert {report.by.role for report in Seal.objects.get(lang="en").round.reports.all()} == {"scientist", "reader"}


def test_a_notice_is_provisional_with_its_review_running(load: Load) -> None:
    load("aurora-and-earthquakes")

    provisional = Publication.objects.in_force().filter(provisional_until__isnull=False)

    assert set(provisional.values_list("lang", flat=True)) == {"ar", "en", "zh-hans"}
    assert Round.objects.running().count() == 3
    # The invitations that are open are the only letters still to be sent.
    open_ = Letter.objects.filter(sent_at=None)
    assert {letter.kind for letter in open_} == {"invited"}
    assert open_.count() == Assignment.objects.filter(state="invited").count()
    assert not audit()["findings"]


def test_a_readers_report_became_a_correction_with_credit(load: Load) -> None:
    load("great-wall-from-the-moon")

    notice, case = Notice.objects.get(), ReaderCase.objects.get()

    assert (notice.notice, notice.state, notice.reported_by) == ("correction", "public", case.credit)
    assert (case.state, bool(case.answer), case.notice) == ("corrected", True, notice)
    before, after = Seal.objects.get(reference=notice.seal_before), Seal.objects.get(reference=notice.seal_after)
    assert "thirty kilometres" in str(before.content)
    assert "thirty kilometres" not in str(after.content)
    # The translations were made from the version that was corrected.
    assert all(link.is_outdated() for link in TranslationLink.objects.filter(source_id=notice.work_id))
    assert not audit()["findings"]


def test_a_retracted_piece_stays_readable_with_its_notice(load: Load) -> None:
    load("lungs-of-the-earth")

    assert set(Notice.objects.values_list("notice", "state", "lang")) == {
        ("retraction", "public", "en"),
        ("retraction", "public", "es"),
    }
    assert Publication.objects.in_force().count() == 2
    assert {seal.round.reports.count() for seal in Seal.objects.all()} == {2}
    assert ReviewPolicy.objects.get(slug="ecology-panel").terms().seats[0].count == 3


def test_an_expert_is_proposed_and_not_admitted(load: Load) -> None:
    load()
    propose_expert()
    propose_expert()

    user = User.objects.get(email=EMAIL)
    assert not user.admitted
    assert user.expert_profile.proposed_by == account_of("editor")


def test_a_second_start_changes_nothing(load: Load) -> None:
    load("lungs-of-the-earth", "aurora-and-earthquakes")
    entries = LedgerEntry.objects.count()
    ReviewPolicy.objects.filter(slug="ecology-panel").update(active=False)

    works.load_works(lambda _work: None)
    load()

    assert LedgerEntry.objects.count() == entries
    assert not ReviewPolicy.objects.get(slug="ecology-panel").active


def test_a_story_that_fails_leaves_nothing_behind(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any, **values: Any) -> None:
        raise LookupError("nobody")

    monkeypatch.setattr(works, "approve", fail)
    with pytest.raises(LookupError):
        load("astrolabe")
    monkeypatch.undo()

    assert not Round.objects.exists()


def test_the_policy_of_an_empty_site_is_one_scientists_seat(cast: Cast) -> None:
    load_policies(empty=True)

    terms = policy_for(article(cast))

    assert ReviewPolicy.objects.get().slug == "default"
    assert (terms.seats, terms.form, terms.needs_decision) == (DEFAULT.seats, DEFAULT.form, False)


def test_the_demos_policies_leave_other_works_alone(load: Load, cast: Cast) -> None:
    load()

    assert policy_for(article(cast)).seats == DEFAULT.seats


def test_the_first_of_each_role_is_barred_from_nothing(load: Load) -> None:
    load()

    firsts = {someone.role: someone for someone in reversed(PEOPLE)}
    assert all(not someone.subjects and not someone.langs for someone in firsts.values())
    assert not User.objects.filter(admitted=False).exists()
