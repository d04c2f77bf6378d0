"""Everybody at work at random, and after each step: what is public is what was approved, and the audit finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from wagtail.models import Locale, Page

from content.articles.models import Article
from content.core import ledger
from content.core.publication import public
from content.core.serving import path_of
from content.core.tree import section_for
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.submit import Submit
from content.review.audit import audit
from content.review.models import Report, Round
from tests.cast import fresh
from tests.content.review.lifecycle.model import POLICIES, ModelRound, ModelWork, Text
from tests.content.review.lifecycle.world import Clock, People, Transactions

WHICH = st.integers(0, 5)
WRITERS = st.sampled_from(["editor", "author", "scientist", "colleague"])
EXPERTS = st.sampled_from(People.EXPERTS)
MOST = 4


class Base(RuleBasedStateMachine):
    """Works, time and transactions; the roads to the public are in `roads.py`."""

    people: ClassVar[People]
    typo_is_one: ClassVar[bool]

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.clock = Clock().__enter__()
        self.transactions = Transactions()
        self.works: dict[int, ModelWork] = {}
        self.gone: dict[int, str] = {}
        self.count = 0
        self.policy = "one"
        ledger.path().unlink(missing_ok=True)

    def teardown(self) -> None:
        self.clock.__exit__()
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)
        for cache in caches.all():
            cache.clear()

    # What rules are written in

    def act(self, action: Callable[[], Any]) -> tuple[bool, Any]:
        return self.transactions.run(action)

    def pick(self, which: int) -> ModelWork:
        return list(self.works.values())[which % len(self.works)]

    def text(self, **fields: Any) -> Text:
        self.count += 1
        return Text(self.count, **fields)

    def store(self, page: Any, text: Text, by: str) -> None:
        """A new draft version."""
        draft = fresh(page).get_latest_revision_as_object()
        draft.summary, draft.go_live_at, draft.expire_at = text.words, text.opens, text.closes
        draft.save_revision(user=self.people[by], log_action=True)

    def add(self, pk: int, text: Text, writers: set[str]) -> None:
        self.works[pk] = ModelWork(pk, text, writers)

    def running(self, work: ModelWork) -> Round | None:
        return Round.objects.running().filter(work_id=work.pk).first()

    @staticmethod
    def page(work: ModelWork) -> Any:
        return Page.objects.get(pk=work.pk).specific

    # Writing and review

    @initialize(finish=st.booleans())
    def a_work(self, finish: bool) -> None:
        self.people.use(self.policy)
        self.write("author")
        if finish:
            self.submit(0)
            self.endorse(0, "scientist", "")
            self.publish(0)

    @precondition(lambda self: len(self.works) < MOST)
    @rule(by=WRITERS)
    def write(self, by: str) -> None:
        text, section = self.text(), section_for("en", "articles")

        def action() -> int:
            page = Article(title=f"Work {text.number}", summary=text.words, locale=section.locale, owner=self.people[by])
            section.add_child(instance=page)
            page.save_revision(user=self.people[by], log_action=True)
            return page.pk

        done, pk = self.act(action)
        if done:
            self.add(pk, text, {by})

    @precondition(lambda self: self.works)
    @rule(which=WHICH, by=WRITERS, kind=st.sampled_from(["words", "words", "typo", "later", "until"]))
    def edit(self, which: int, by: str, kind: str) -> None:
        work, now = self.pick(which), self.clock.now()
        text = {
            "words": self.text,
            "typo": lambda: Text(work.draft.number, not work.draft.misspelt, work.draft.opens, work.draft.closes),
            "later": lambda: self.text(opens=now + timedelta(hours=4)),
            "until": lambda: self.text(closes=now + timedelta(hours=20)),
        }[kind]()
        done, _nothing = self.act(lambda: self.store(self.page(work), text, by))
        if done:
            work.draft = text
            work.writers.add(by)
            if work.round is not None:
                work.round.after.add(by)

    @precondition(lambda self: self.works)
    @rule(which=WHICH)
    def submit(self, which: int) -> None:
        work = self.pick(which)
        done, _rounds = self.act(lambda: Submit(work=self.page(work), by=self.people["editor"]).execute())
        if done:
            carried = work.carries_language(work.draft, typo=self.typo_is_one)
            barred = frozenset(map(People.human, {*work.writers, "editor"}))
            work.round = ModelRound(work.draft, self.policy, barred, carried)

    @precondition(lambda self: any(work.round for work in self.works.values()))
    @rule(which=WHICH, expert=st.sampled_from([*People.EXPERTS, "editor", "author"]), seat=st.sampled_from(["", "", "language"]))
    def endorse(self, which: int, expert: str, seat: str) -> None:
        work, human = self.pick(which), People.human(expert)
        done, seal = self.act(lambda: Endorse(round=self.running(work), by=self.people[expert], seat=seat).execute())
        if not done:
            return
        assert work.round is not None, "endorsed what isn't in review"
        assert expert in People.EXPERTS, f"{expert} endorsed"
        assert human not in work.round.barred | set(map(People.human, work.writers)), f"{expert} endorsed their own words"
        assert all(human not in humans for humans in work.round.endorsed.values()), f"{expert} endorsed twice"
        filled = Report.objects.latest("pk").seat
        assert filled in POLICIES[work.round.policy], f"there is no seat {filled}"
        work.round.endorsed.setdefault(filled, set()).add(human)
        complete = work.round.complete() and work.round.policy != "decided"
        assert complete == (seal is not None), f"sealed: {seal is not None}, complete: {complete}"
        if seal is not None:
            work.approve()

    @precondition(lambda self: self.works)
    @rule(which=WHICH)
    def publish(self, which: int) -> None:
        work = self.pick(which)
        done, changed = self.act(lambda: Publish(work=self.page(work), by=self.people["editor"]).execute())
        if done and changed:
            seal = work.newest()
            assert seal is not None, "published what nobody approved"
            work.put_out(seal, self.clock.now())

    # The world

    @rule(hours=st.sampled_from([1, 5, 25]))
    def time_passes(self, hours: int) -> None:
        self.clock.shift += timedelta(hours=hours)

    @rule(name=st.sampled_from(list(POLICIES)))
    def change_the_policy(self, name: str) -> None:
        self.policy = name
        self.people.use(name)

    @rule(at=st.integers(1, 25))
    def crash_soon(self, at: int) -> None:
        self.transactions.crash_at = at

    @rule()
    def crash_before_the_ledgers_file_is_written(self) -> None:
        self.transactions.lose_lines = True

    @precondition(lambda self: len(self.works) < MOST)
    @rule(which=WHICH)
    def translate(self, which: int) -> None:
        if not self.works:
            return
        work, french = self.pick(which), Locale.objects.get(language_code="fr")
        page = self.page(work)
        text = work.public.text if page.live and work.public is not None else work.draft
        done, copy = self.act(lambda: page.copy_for_translation(french))
        if done:
            self.add(copy.pk, text, set(work.writers))

    # What must be so

    @invariant()
    def what_is_public_is_what_was_approved(self) -> None:
        now = self.clock.now()
        visible = {pk: text for pk, work in self.works.items() if (text := work.visible(now))}
        assert set(public().values_list("pk", flat=True)) == set(visible)
        for cache in caches.all():
            cache.clear()
        for pk in self.works:
            self._read(path_of(Page.objects.get(pk=pk)), visible.get(pk))
        for path in self.gone.values():
            self._read(path, None)

    @staticmethod
    def _read(path: str, text: Text | None) -> None:
        response = Client().get(path)
        if text is None:
            assert response.status_code in {404, 410}, f"{path} is readable"
            return
        shown = response.content.decode()
        assert response.status_code == 200, f"{path} isn't readable: {response.status_code}"
        assert text.words in shown
        assert set(re.findall(r"Mark(\d+)", shown)) == {str(text.number)}

    @invariant()
    def the_audit_finds_nothing_else(self) -> None:
        now = self.clock.now()
        expected = {"provisional" for work in self.works.values() if work.public and work.public.is_over(now)}
        found = audit()["findings"]
        lost = [finding for finding in found if finding["kind"] == "file"]
        if lost:
            # As the scheduler does after a crash.
            assert ledger.write_lines() > 0
            found = audit()["findings"]
        assert {finding["kind"] for finding in found} == expected, found


def run_scheduler() -> None:
    call_command("publish_scheduled")
