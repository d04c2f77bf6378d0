"""What the machine needs around it: people, a clock, crashes, and transactions that really end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any
from unittest import mock

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from content.core import ledger
from content.core.refusal import Refused
from content.people.models import Person, User
from content.review.models import ExpertProfile, ReviewPolicy
from tests.cast import Cast
from tests.content.review.lifecycle.model import POLICIES

WRITES = ("INSERT", "UPDATE", "DELETE")


class Crash(Exception):
    """The machine stopped here."""


class Clock:
    """The time of day for all of Django: shifted below `timezone.now`, which models keep a reference to."""

    def __init__(self) -> None:
        self.shift = timedelta()
        clock = self

        class Shifted(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime, as everywhere
                return datetime.now(tz) + clock.shift

        self._patch = mock.patch("django.utils.timezone.datetime", Shifted)

    def __enter__(self) -> Clock:
        self._patch.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._patch.stop()

    @staticmethod
    def now() -> datetime:
        return timezone.now()


class People:
    """Two editors, an author, experts, one of them under two accounts, and some who mustn't endorse."""

    EXPERTS = ("scientist", "second account", "colleague", "third")
    # Each lacks one thing: the role, the admission, the language, the subject, or a distance from the work.
    OTHERS = ("editor", "other editor", "author", "unadmitted", "francophone", "chemist", "credited")
    EDITORS = ("editor", "other editor", "administrator")

    def __init__(self) -> None:
        cast = Cast()
        self.users: dict[str, User] = {
            "editor": cast.editor,
            "administrator": cast.administrator,
            "author": cast.author,
            "scientist": cast.scientist,
            "second account": cast.person("scientist+again@cast.example", "scientist"),
            "colleague": cast.colleague,
            "third": cast.person("third@cast.example", "scientist"),
            "other editor": cast.person("other@cast.example", "editor"),
            "unadmitted": cast.person("unadmitted@cast.example", "scientist"),
            "francophone": cast.person("francophone@cast.example", "scientist", langs=["fr"]),
            "chemist": cast.person("chemist@cast.example", "scientist", subjects=["chemistry"]),
            "credited": cast.person("credited@cast.example", "scientist"),
        }
        User.objects.filter(pk=self["unadmitted"].pk).update(admitted=False)
        self["unadmitted"].refresh_from_db()
        self.contributor = Person.objects.create(name="A. Author", name_en="A. Author", user=self["credited"])
        ExpertProfile.objects.create(user=cast.colleague, on_duty=True)
        self.policies = {name: _policy(name, seats) for name, seats in POLICIES.items()}

    def __getitem__(self, name: str) -> User:
        return self.users[name]

    @staticmethod
    def human(name: str) -> str:
        return "scientist" if name == "second account" else name

    def named(self, user: User | None) -> set[str]:
        return {name for name, each in self.users.items() if user is not None and each.pk == user.pk}

    def use(self, name: str) -> None:
        ReviewPolicy.objects.update(active=False)
        ReviewPolicy.objects.filter(slug=name).update(active=True)


def _policy(name: str, seats: dict[str, int]) -> ReviewPolicy:
    policy = ReviewPolicy.objects.create(
        slug=name, name=name, active=False, allows_typos=True, allows_urgent=True, needs_decision=name == "decided"
    )
    for seat, quorum in seats.items():
        policy.seats.create(slug=seat, count=quorum, quorum=quorum, reopens="never" if seat == "language" else "style")
    policy.save()
    return policy


# A command says no by its exit code.
REFUSALS = (Refused, PermissionDenied, ValidationError, SystemExit)


class Transactions:
    """Each act is a transaction of its own; it may crash at its nth write, or between its commit and the ledger's file."""

    def __init__(self) -> None:
        self.crash_at: int | None = None
        self.lose_lines = False

    def run(self, act: Callable[[], Any]) -> tuple[bool, Any]:
        """Whether it was done, and what it returned."""
        crash_at, self.crash_at = self.crash_at, None
        try:
            with transaction.atomic(), _crashing(crash_at):
                result = act()
        except (*REFUSALS, Crash) as error:
            return False, error
        lose, self.lose_lines = self.lose_lines, False
        if not lose:
            ledger.write_lines()
        return True, result


@contextmanager
def _crashing(at: int | None) -> Iterator[None]:
    writes = 0

    def count(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        nonlocal writes
        writes += sql.startswith(WRITES)
        if at is not None and writes >= at:
            raise Crash
        return execute(sql, *arguments)

    with connection.execute_wrapper(count):
        yield
