"""Real connections, real threads: whatever happens at the same moment, nothing is lost and nothing wrongly public."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from content.core import ledger
from content.core.models import LedgerEntry, LedgerHead
from content.core.publication import is_public
from content.core.refusal import Refused
from content.people.models import User
from content.review.actions.decide import Decide
from content.review.actions.endorse import Endorse
from content.review.actions.invite import Accept, Invite, Release
from content.review.actions.publish import Publish
from content.review.actions.report import ReportOnAssignment
from content.review.actions.request_changes import RequestChanges
from content.review.actions.submit import Submit
from content.review.actions.withdraw import Withdraw
from content.review.audit import audit
from content.review.models import Assignment, Publication, Report, ReviewPolicy, Round, Seal
from tests.cast import Cast, approved, article, edit, fresh, published, submitted

pytestmark = pytest.mark.postgres
TIMES = 3


@pytest.fixture
def cast(django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """A cast in a database of the test's own, copied from the tests' one: here every commit is one."""
    monkeypatch.setattr(ledger, "after_commit", lambda: transaction.on_commit(ledger.write_lines, robust=True))
    with django_db_blocker.unblock():
        settings = connection.settings_dict
        template, copy = settings["NAME"], f"{settings['NAME']}_real"
        connections.close_all()
        _administer(f'drop database if exists "{copy}" with (force)', f'create database "{copy}" template "{template}"')
        settings["NAME"] = copy
        try:
            yield Cast()
        finally:
            connections.close_all()
            settings["NAME"] = template
            _administer(f'drop database "{copy}" with (force)')


def _administer(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of the acts returned or was refused with, all begun at the same moment, each on its own connection."""
    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=30)
            results[number] = act()
        except Exception as error:  # noqa: BLE001  (whatever went wrong in a thread, the test is told)
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    unexpected = [result for result in results if isinstance(result, Exception) and not isinstance(result, Refused)]
    assert unexpected == []
    return results


def refusals(results: list[Any]) -> int:
    return sum(isinstance(result, Refused) for result in results)


def nothing_is_wrong() -> None:
    assert audit()["findings"] == []
    numbers = list(LedgerEntry.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert sum(LedgerHead.objects.values_list("number", flat=True)) == len(numbers)
    assert [line["number"] for line in ledger.lines()] == numbers


def again(user: User) -> User:
    """The same account, read by the thread itself."""
    return User.objects.get(pk=user.pk)


@pytest.mark.django_db
def test_the_server_is_postgresql() -> None:
    """Also makes pytest-django set the database up, which tests without its mark don't."""
    assert connection.vendor == "postgresql"


@pytest.mark.parametrize("_time", range(TIMES))
def test_of_two_experts_at_the_last_seat_one_seals(cast: Cast, _time: int) -> None:
    round_ = submitted(cast, article(cast))
    experts = [cast.scientist, cast.colleague]

    results = at_once(*(lambda by=by: Endorse(round=round_, by=again(by)).execute() for by in experts))

    assert refusals(results) == 1
    assert (Seal.objects.count(), Report.objects.count()) == (1, 1)
    nothing_is_wrong()


@pytest.mark.parametrize("_time", range(TIMES))
def test_two_experts_of_two_seats_seal_once_and_none_is_lost(cast: Cast, _time: int) -> None:
    policy = ReviewPolicy.objects.create(slug="two", name="Two")
    policy.seats.create(slug="science", count=2, quorum=2)
    policy.save()
    round_ = submitted(cast, article(cast))

    results = at_once(*(lambda by=by: Endorse(round=round_, by=again(by)).execute() for by in (cast.scientist, cast.colleague)))

    assert refusals(results) == 0
    assert [result for result in results if result is not None] == [Seal.objects.get()]
    assert Seal.objects.get().approved_by_name in {"scientist · colleague", "colleague · scientist"}
    nothing_is_wrong()


@pytest.mark.parametrize("_time", range(TIMES))
def test_one_person_with_two_accounts_fills_one_seat_of_two(cast: Cast, _time: int) -> None:
    policy = ReviewPolicy.objects.create(slug="two", name="Two")
    policy.seats.create(slug="science", count=2, quorum=2)
    policy.save()
    twin = cast.person("scientist+again@cast.example", "scientist")
    round_ = submitted(cast, article(cast))

    results = at_once(*(lambda by=by: Endorse(round=round_, by=again(by)).execute() for by in (cast.scientist, twin)))

    assert refusals(results) == 1
    assert not Seal.objects.exists()


@pytest.mark.parametrize("_time", range(TIMES))
def test_an_editor_releases_an_expert_who_is_submitting(cast: Cast, _time: int) -> None:
    policy = ReviewPolicy.objects.create(slug="asked", name="Asked")
    policy.seats.create(slug="science", by_invitation=True)
    policy.save()
    round_ = submitted(cast, article(cast))
    assignment = Invite(round=round_, by=cast.editor, expert=cast.scientist).execute()
    Accept(assignment=assignment).execute()

    results = at_once(
        lambda: Release(assignment=assignment, by=again(cast.editor)).execute(),
        lambda: ReportOnAssignment(assignment=_read(assignment), recommendation="endorse").execute(),
    )

    assert refusals(results) == 1
    state = Assignment.objects.get().state
    assert (state == "reported", state == "reported") == (Seal.objects.exists(), Report.objects.exists())
    nothing_is_wrong()


def _read(assignment: Assignment) -> Assignment:
    return Assignment.objects.select_related("round", "expert").get(pk=assignment.pk)


@pytest.mark.parametrize("_time", range(TIMES))
def test_a_review_is_cancelled_while_the_last_expert_endorses(cast: Cast, _time: int) -> None:
    work = article(cast)
    round_ = submitted(cast, work)
    editor = cast.editor

    at_once(
        lambda: fresh(work).current_workflow_state.cancel(user=again(editor)),
        lambda: Endorse(round=round_, by=again(cast.scientist)).execute(),
    )

    assert (Round.objects.get().state == "approved") == Seal.objects.exists() == Report.objects.exists()
    nothing_is_wrong()


@pytest.mark.parametrize("_time", range(TIMES))
def test_an_editor_withdraws_what_is_being_published(cast: Cast, _time: int) -> None:
    work = published(cast, article(cast))
    edit(work, cast.editor, summary="A newer summary.")
    approved(cast, work)

    at_once(
        lambda: Withdraw(work=fresh(work), by=again(cast.editor)).execute(),
        lambda: Publish(work=fresh(work), by=again(cast.editor)).execute(),
    )

    live = fresh(work).live
    assert is_public(work) == live == (Publication.objects.get().state == "public")
    assert Client().get(work.url_path_public).status_code == (200 if live else 410)
    nothing_is_wrong()


@pytest.mark.parametrize("_time", range(TIMES))
def test_the_work_is_edited_while_the_last_seat_endorses(cast: Cast, _time: int) -> None:
    work = article(cast)
    round_ = submitted(cast, work)
    editor = cast.editor

    results = at_once(
        lambda: edit(work, again(editor), summary="Words that nobody read."),
        lambda: Endorse(round=round_, by=again(cast.scientist)).execute(),
    )
    assert refusals(results) == 0
    Publish(work=fresh(work), by=editor).execute()

    assert fresh(work).summary == "Why they shine."
    assert fresh(work).get_latest_revision_as_object().summary == "Words that nobody read."
    assert "Words that nobody read." not in Client().get(work.url_path_public).content.decode()
    nothing_is_wrong()


@pytest.mark.parametrize("_time", range(TIMES))
def test_the_reviewed_revision_is_rewritten_while_the_last_seat_endorses(cast: Cast, _time: int) -> None:
    work = article(cast)
    round_ = submitted(cast, work)
    editor = cast.editor

    def rewrite() -> None:
        draft = fresh(work).get_latest_revision_as_object()
        draft.summary = "Words that nobody read."
        draft.save_revision(user=again(editor), overwrite_revision=fresh(work).get_latest_revision())

    at_once(rewrite, lambda: Endorse(round=round_, by=again(cast.scientist)).execute())
    if Seal.objects.exists():
        Publish(work=fresh(work), by=editor).execute()
        assert fresh(work).summary == "Why they shine."
    else:
        assert not is_public(work)
    nothing_is_wrong()


@pytest.mark.parametrize("_time", range(TIMES))
def test_a_work_is_submitted_twice_at_once(cast: Cast, _time: int) -> None:
    work = article(cast)
    results = at_once(*(lambda: Submit(work=fresh(work), by=again(cast.editor)).execute() for _each in range(2)))

    assert refusals(results) == 1
    assert Round.objects.running().count() == 1


@pytest.mark.parametrize("_time", range(TIMES))
def test_two_editors_publish_at_once(cast: Cast, _time: int) -> None:
    work = approved(cast, article(cast))
    editors = [cast.editor, cast.administrator]

    results = at_once(*(lambda by=by: Publish(work=fresh(work), by=again(by)).execute() for by in editors))

    assert sorted(results) == [False, True]
    assert Publication.objects.count() == 1
    nothing_is_wrong()


@pytest.mark.parametrize("_time", range(TIMES))
def test_an_editor_decides_while_an_expert_reports(cast: Cast, _time: int) -> None:
    policy = ReviewPolicy.objects.create(slug="decided", name="Decided", needs_decision=True)
    policy.seats.create(slug="science")
    policy.save()
    round_ = submitted(cast, article(cast))
    Endorse(round=round_, by=cast.scientist).execute()

    results = at_once(
        lambda: Decide(round=round_, by=again(cast.editor), decision="approve").execute(),
        lambda: RequestChanges(round=round_, by=again(cast.colleague), note="Not yet.").execute(),
    )

    assert isinstance(results[0], Seal)
    assert Round.objects.get().state == "approved"
    assert Report.objects.count() == 2 - refusals(results)
    nothing_is_wrong()


def test_many_append_to_the_ledger_at_once(cast: Cast) -> None:
    def append(number: int) -> Callable[[], Any]:
        return lambda: [ledger.append("test", {"thread": number, "entry": entry}) for entry in range(5)]

    assert refusals(at_once(*map(append, range(6)))) == 0

    assert LedgerEntry.objects.count() == 30
    nothing_is_wrong()
