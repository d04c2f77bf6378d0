"""The command line does what the admin does, refuses what it refuses, and says so in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from content.core.models import LedgerEntry
from content.review.models import Assignment, Letter, Report, ReviewPolicy, Round, Seal
from content.review.models.policy import PolicySeat
from tests.cast import Cast, article, fiction, fresh, submitted
from tests.shell import refused, run

pytestmark = pytest.mark.django_db


def policy(*seats: dict[str, Any], **fields: Any) -> ReviewPolicy:
    made = ReviewPolicy(slug="panel", name="Panel", seats=[PolicySeat(**seat) for seat in seats], **fields)
    made.save()
    return made


def two_seats(**fields: Any) -> ReviewPolicy:
    return policy({"slug": "science"}, {"slug": "education", "role": "educator", "by_invitation": True}, **fields)


def test_an_invitation_is_made_and_told(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    said = run("review_invite", round_.work_id, "--as", cast.editor.email, "--expert", cast.scientist.email, "--json")

    assignment = Assignment.objects.get()
    assert (said.code, said.json["state"], said.json["seat"]) == (0, "invited", "science")
    assert said.json["assignment"] == assignment.pk
    assert said.json["link"].startswith("http")
    assert Letter.objects.filter(kind="invited", to=cast.scientist, assignment=assignment).exists()


def test_an_invitation_names_its_seat_and_its_anonymity(cast: Cast) -> None:
    two_seats()
    educator = cast.person("educator@cast.example", "educator")
    round_ = submitted(cast, article(cast))
    arguments = ("--expert", educator.email, "--seat", "education", "--anonymity", "anonymous")

    said = run("review_invite", round_.work_id, "--as", cast.editor.email, *arguments)

    assert said.code == 0, said.err
    assert Assignment.objects.values_list("seat", "anonymity").get() == ("education", "anonymous")


@pytest.mark.parametrize(
    ("by", "expert", "seat", "hint"),
    [
        ("editor", "author", "", "Only a scientist"),
        ("editor", "nobody@cast.example", "", "There is no account"),
        ("nobody@cast.example", "scientist", "", "There is no account"),
        ("editor", "scientist", "music", "no seat “music”"),
        ("scientist", "colleague", "", "Only an editor"),
        ("editor", "editor", "", "edited"),
    ],
)
def test_an_invitation_that_nobody_may_make_is_refused(cast: Cast, by: str, expert: str, seat: str, hint: str) -> None:
    round_ = submitted(cast, article(cast))
    who = {name: getattr(getattr(cast, name, None), "email", name) for name in (by, expert)}
    if expert == "editor":
        policy({"slug": "editing", "role": "editor"})
        Round.objects.filter(pk=round_.pk).update(policy=ReviewPolicy.objects.get().terms().as_json())

    said = run("review_invite", round_.work_id, "--as", who[by], "--expert", who[expert], "--seat", seat)

    assert refused(said, hint), said
    assert not Assignment.objects.exists()
    assert not Letter.objects.exists()


def test_nobody_is_invited_twice_or_to_what_is_not_in_review(cast: Cast) -> None:
    work = article(cast)
    ask = ("review_invite", work.pk, "--as", cast.editor.email, "--expert", cast.scientist.email)

    assert refused(run(*ask), "isn't in review")
    submitted(cast, work)
    assert run(*ask).code == 0
    assert refused(run(*ask), "was asked already")
    assert Assignment.objects.count() == 1


def test_a_report_endorses_and_seals(cast: Cast, tmp_path: Path) -> None:
    round_ = submitted(cast, article(cast))
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"accuracy": "yes", "to_authors": "Clear.", "to_editor": "Soon, please.", "interests": "none"}))
    what = ("--recommendation", "endorse", "--answers", answers, "--json")

    said = run("review_report", round_.work_id, "--as", cast.scientist.email, *what)

    report = Report.objects.get()
    assert (said.code, said.json["state"], said.json["recommendation"]) == (0, "approved", "endorse")
    assert said.json["seal"] == Seal.objects.get().reference
    assert (report.answers, report.note, report.to_editor) == ({"accuracy": "yes"}, "Clear.", "Soon, please.")


@pytest.mark.parametrize(
    ("recommendation", "state"),
    [("minor", "changes_requested"), ("changes", "changes_requested"), ("major", "changes_requested"), ("reject", "rejected")],
)
def test_a_report_that_says_no_ends_the_round(cast: Cast, recommendation: str, state: str) -> None:
    round_ = submitted(cast, article(cast))

    said = run("review_report", round_.work_id, "--as", cast.scientist.email, "--recommendation", recommendation, "--json")

    assert (said.code, said.json["state"], said.json["seal"]) == (0, state, None)
    assert not Seal.objects.exists()


def test_a_report_nobody_may_make_is_refused(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    report = ("review_report", round_.work_id, "--recommendation", "endorse", "--as")

    assert refused(run(*report, cast.editor.email), "Only a scientist")
    assert refused(run(*report, cast.author.email), "Only a scientist")
    assert refused(run(*report, "nobody@cast.example"), "There is no account")
    assert refused(run("review_report", 999_999, *report[2:], cast.scientist.email), "999999")
    assert refused(run(*report, cast.scientist.email, "--seat", "music"), "no seat “music”")
    assert not Report.objects.exists()
    assert run(*report, cast.scientist.email).code == 0
    assert refused(run(*report, cast.colleague.email), "isn't in review")


@pytest.mark.parametrize(
    "text", ["no JSON", "[1, 2]", '{"music": "yes"}', '{"accuracy": "perhaps"}', '{"answers": ["yes"]}', None]
)
def test_a_report_with_bad_answers_writes_nothing(cast: Cast, tmp_path: Path, text: str | None) -> None:
    round_ = submitted(cast, article(cast))
    answers = tmp_path / "answers.json"
    if text is not None:
        answers.write_text(text)
    what = ("--recommendation", "endorse", "--answers", answers)

    said = run("review_report", round_.work_id, "--as", cast.scientist.email, *what)

    assert said.code in {1, 2}
    assert len(said.err.strip().splitlines()) == 1
    assert not Report.objects.exists()


def test_an_unknown_recommendation_is_refused(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    said = run("review_report", round_.work_id, "--as", cast.scientist.email, "--recommendation", "perhaps")

    assert refused(said, "no recommendation “perhaps”")


def test_an_editor_decides_when_all_seats_are_filled(cast: Cast) -> None:
    policy({"slug": "science"}, needs_decision=True)
    round_ = submitted(cast, article(cast))
    decide = ("review_decide", round_.work_id, "--decision", "approve", "--as", cast.editor.email)

    assert refused(run(*decide), "Not every seat is filled")
    assert run("review_endorse", round_.work_id, "--as", cast.scientist.email).code == 0
    assert not Seal.objects.exists()
    said = run(*decide, "--letter", "Thank you.", "--json")
    assert (said.code, said.json["seal"]) == (0, Seal.objects.get().reference)
    assert refused(run(*decide), "isn't in review")


def test_only_an_editor_decides(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    said = run("review_decide", round_.work_id, "--decision", "reject", "--as", cast.scientist.email)

    assert refused(said, "Only an editor")
    assert Round.objects.get().state == "running"


def test_an_endorsement_fills_the_seat_it_names(cast: Cast) -> None:
    policy({"slug": "first"}, {"slug": "second"})
    round_ = submitted(cast, article(cast))
    endorse = ("review_endorse", round_.work_id, "--as")

    assert refused(run(*endorse, cast.scientist.email, "--seat", "third"), "no seat “third”")
    assert run(*endorse, cast.scientist.email, "--seat", "second").code == 0
    assert refused(run(*endorse, cast.scientist.email, "--seat", "first"), "reported on this round already")
    assert list(Report.objects.values_list("seat", flat=True)) == ["second"]
    assert run(*endorse, cast.colleague.email, "--seat", "first").code == 0
    assert Seal.objects.count() == 1


def test_a_seat_by_invitation_waits_for_the_invited(cast: Cast) -> None:
    policy({"slug": "science", "by_invitation": True})
    round_ = submitted(cast, article(cast))
    endorse = ("review_endorse", round_.work_id, "--as", cast.scientist.email)

    assert refused(run(*endorse), "by invitation")
    run("review_invite", round_.work_id, "--as", cast.editor.email, "--expert", cast.scientist.email)
    assert run(*endorse).code == 0


def test_an_endorsement_takes_the_chapters_along_or_nothing(cast: Cast) -> None:
    work = fiction(cast)
    submitted(cast, work)
    last = work.parts()[-1]
    Round.objects.filter(work_id=last.pk).update(edited_by=[cast.scientist.pk])
    endorse = ("review_endorse", work.pk, "--as")

    assert run(*endorse, cast.scientist.email).code == 1
    assert not Report.objects.exists()
    assert run(*endorse, cast.colleague.email).code == 0
    assert Seal.objects.count() == 3
    assert not fresh(work).live


@pytest.mark.parametrize(
    "arguments",
    [
        ("review_invite", "1", "--expert", "scientist@cast.example"),
        ("review_report", "1", "--recommendation", "endorse"),
        ("review_decide", "1", "--decision", "approve"),
        ("review_endorse", "1"),
    ],
)
def test_production_reviews_in_the_admin_unless_its_operator_says_otherwise(
    cast: Cast, settings: Settings, arguments: tuple[str, ...]
) -> None:
    settings.ORRERY_PRODUCTION, settings.ORRERY_ALLOW_CLI_REVIEW = True, False

    said = run(*arguments, "--as", cast.editor.email)

    assert refused(said, "refused in production")
    assert not LedgerEntry.objects.exists()


def test_production_lets_its_operator_allow_it(cast: Cast, settings: Settings) -> None:
    settings.ORRERY_PRODUCTION, settings.ORRERY_ALLOW_CLI_REVIEW = True, True
    round_ = submitted(cast, article(cast))

    assert run("review_endorse", round_.work_id, "--as", cast.scientist.email).code == 0


def test_a_refusal_is_one_json_document_where_json_was_asked_for(cast: Cast) -> None:
    work = article(cast)

    said = run("review_decide", work.pk, "--as", cast.editor.email, "--decision", "approve", "--json")

    assert said.code == 1
    assert set(said.json) == {"error", "detail"}
