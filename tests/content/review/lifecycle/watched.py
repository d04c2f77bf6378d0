"""What the machine watches: after each step, what is public is what was approved; now and then, the audit."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar

from django.core.cache import caches
from django.db import transaction
from django.test import Client
from hypothesis.stateful import RuleBasedStateMachine, invariant
from wagtail.models import Page

from content.core import ledger
from content.core.publication import public, seal_of
from content.core.serving import path_of, verified
from content.fiction.models import Fiction
from content.review.audit import audit
from content.review.models import Round
from tests.cast import fresh
from tests.content.review.lifecycle.model import ModelWork, Text
from tests.content.review.lifecycle.world import REFUSALS, Clock, People, Transactions


class Watched(RuleBasedStateMachine):
    """A few works, and what must be so of them after each step."""

    people: ClassVar[People]
    typo_is_one: ClassVar[bool]
    audits_every: ClassVar[int] = 1

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.clock = Clock().__enter__()
        self.transactions = Transactions()
        self.works: dict[int, ModelWork] = {}
        self.gone: dict[int, str] = {}
        self.count = self.steps = 0
        self.policy = "one"
        ledger.path().unlink(missing_ok=True)

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.audit_it()
        finally:
            self.clear_up()

    def clear_up(self) -> None:
        self.clock.__exit__()
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)
        for cache in caches.all():
            cache.clear()

    # What rules are written in

    def act(self, action: Callable[[], Any]) -> tuple[bool, Any]:
        self.steps += 1
        return self.transactions.run(action)

    @staticmethod
    def is_refused(name: str, action: Callable[[], Any]) -> None:
        done = False
        with suppress(*REFUSALS), transaction.atomic():
            action()
            done = True
            transaction.set_rollback(True)
        assert not done, f"{name} wasn't refused"

    def index(self, work: ModelWork) -> int:
        return list(self.works).index(work.pk)

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

    def add(self, pk: int, text: Text, writers: set[str], **details: Any) -> ModelWork:
        work = self.works[pk] = ModelWork(pk, text, writers, **details)
        if work.book is not None:
            self.works[work.book].chapters.append(pk)
        return work

    def whole(self, work: ModelWork) -> list[ModelWork]:
        """The work and its chapters."""
        return [work, *(self.works[pk] for pk in work.chapters)]

    def running(self, work: ModelWork) -> Round | None:
        return Round.objects.running().filter(work_id=work.pk).first()

    @staticmethod
    def page(work: ModelWork) -> Any:
        return Page.objects.get(pk=work.pk).specific

    # What must be so

    def is_thorough(self) -> bool:
        return self.steps % self.audits_every == 0

    def visible(self, work: ModelWork, now: datetime) -> Text | None:
        """No chapter without its book."""
        book = self.works[work.book] if work.book is not None else work
        return work.visible(now) if book.visible(now) else None

    @invariant()
    def what_is_public_is_what_was_approved(self) -> None:
        now = self.clock.now()
        visible = {pk: text for pk, work in self.works.items() if (text := self.visible(work, now))}
        assert set(public().values_list("pk", flat=True)) == set(visible)
        for pk in self.works:
            self._reads(pk, visible.get(pk))
        if not self.is_thorough():
            return
        for cache in caches.all():
            cache.clear()
        for pk in self.works:
            shown = self._read(path_of(Page.objects.get(pk=pk)), visible.get(pk))
            if pk in visible and self.works[pk].is_book:
                own = [each for each in visible[pk].order if each in visible and self.works[each].book == pk]
                assert re.findall(r">(Chapter \d+)</a>", shown) == [f"Chapter {self.works[each].title}" for each in own]
        for path in self.gone.values():
            self._read(path, None)

    @staticmethod
    def _reads(pk: int, text: Text | None) -> None:
        """What the reading end of the gate shows: the page itself is read less often."""
        seal = seal_of(pk)
        shown = verified(Page.objects.get(pk=pk).specific, seal) if seal is not None and seal.readable else None
        assert (shown and shown.summary) == (text and text.words), f"of work {pk} readers get {shown and shown.summary}"
        if isinstance(shown, Fiction) and text is not None:
            assert shown.chapter_order == list(text.order), "the chapters are in another order"

    @staticmethod
    def _read(path: str, text: Text | None) -> str:
        response = Client().get(path)
        if text is None:
            # Where a page was before it was moved leads to where it is, which is asked for too.
            assert response.status_code in {404, 410, 301}, f"{path} is readable: {response.status_code}"
            return ""
        shown = response.content.decode()
        assert response.status_code == 200, f"{path} isn't readable: {response.status_code}"
        assert text.words in shown
        assert set(re.findall(r"Mark(\d+)", shown)) == {str(text.number)}
        return shown

    @invariant()
    def the_audit_finds_nothing_else(self) -> None:
        if self.is_thorough():
            self.audit_it()

    def audit_it(self) -> None:
        now = self.clock.now()
        expected = {"provisional" for work in self.works.values() if work.public and work.public.is_over(now)}
        # The scheduler takes it back, if its time was over.
        live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
        expected |= {"unsealed" for work in self.works.values() if work.flagged and work.pk in live}
        found = audit()["findings"]
        lost = [finding for finding in found if finding["kind"] == "file"]
        if lost:
            # As the scheduler does after a crash.
            assert ledger.write_lines() > 0
            found = audit()["findings"]
        assert {finding["kind"] for finding in found} == expected, found
