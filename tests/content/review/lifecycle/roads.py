"""The other roads to the public and away from it: Wagtail's own, schedules, urgent notices, typos, deletion, import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from wagtail.models import Page

from content.articles.models import Article
from content.core.serving import path_of
from content.core.tree import section_for
from content.review.actions.decide import Decide
from content.review.actions.request_changes import RequestChanges
from content.review.actions.restore import Restore
from content.review.actions.typo import CorrectTypo
from content.review.actions.urgent import ClearUrgently, end_provisional
from content.review.actions.withdraw import Withdraw
from content.review.models import Publication
from tests.cast import fresh
from tests.content.review.lifecycle.machine import EXPERTS, MOST, WHICH, Base
from tests.content.review.lifecycle.model import ModelWork
from tests.content.review.lifecycle.world import People

there_are_works = precondition(lambda self: self.works)
in_review = precondition(lambda self: any(work.round for work in self.works.values()))

# Writes that must change nothing that readers see, whether or not they are refused.
WRITES: dict[str, Callable[[Any], Any]] = {
    "base save": lambda page: _saved(Page.objects.get(pk=page.pk), title="Behind the gate"),
    "save": lambda page: _saved(page, summary="Mark0."),
    "save of one field": lambda page: _saved(page, only=["summary"], summary="Mark0."),
    "save of the flag": lambda page: _saved(page, only=["live"], live=True),
    "base save of the flag": lambda page: _saved(Page.objects.get(pk=page.pk), live=True),
    "update": lambda page: type(page).objects.filter(pk=page.pk).update(summary="Mark0."),
    "alias": lambda page: page.create_alias(update_slug=f"alias-{page.pk}-{Page.objects.count()}"),
}


def _saved(page: Any, only: list[str] | None = None, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save(update_fields=only)


class Roads(Base):
    @there_are_works
    @rule(which=WHICH)
    def publish_the_latest_revision(self, which: int) -> None:
        work = self.pick(which)
        done, _nothing = self.act(lambda: self.page(work).get_latest_revision().publish(user=self.people["administrator"]))
        if done:
            seal = work.may_be_public(work.draft, self.clock.now())
            assert seal is not None, "a draft was published"
            work.put_out(seal, self.clock.now())

    @there_are_works
    @rule(which=WHICH, name=st.sampled_from(list(WRITES)))
    def write_behind_the_gate(self, which: int, name: str) -> None:
        work = self.pick(which)
        page = self.page(work)
        # An alias of a chapter would be one more chapter.
        if name == "alias" and work.book is not None:
            return
        done, _nothing = self.act(lambda: WRITES[name](page))
        if done and name.endswith("flag"):
            # What was withdrawn and is approved may be marked live: nobody reads it, and the audit tells.
            work.flagged = work.public is None

    @there_are_works
    @rule(which=WHICH, by=st.sampled_from(["withdraw", "unpublish", "base"]))
    def withdraw(self, which: int, by: str) -> None:
        work = self.pick(which)
        page = self.page(work)
        ways = {
            "withdraw": lambda: Withdraw(work=page, by=self.people["editor"]).execute(),
            "unpublish": lambda: page.unpublish(user=self.people["editor"]),
            "base": lambda: Page.objects.get(pk=work.pk).unpublish(),
        }
        done, _nothing = self.act(ways[by])
        if done:
            for each in self.whole(work) if by == "withdraw" else [work]:
                each.take_back()

    @there_are_works
    @rule(which=WHICH, to=st.sampled_from(["articles", "exhibits"]))
    def move(self, which: int, to: str) -> None:
        work = self.pick(which)
        page = self.page(work)
        if work.book is None:
            self.act(lambda: page.move(section_for("en", to), pos="last-child", user=self.people["administrator"]))

    @there_are_works
    @rule(which=WHICH)
    def give_another_address(self, which: int) -> None:
        work = self.pick(which)
        if work.chapters:
            # Wagtail tells of its chapters' new addresses after the commit, which never comes here.
            return
        page, self.count = self.page(work), self.count + 1
        self.act(lambda: _saved(page, slug=f"address-{self.count}"))

    @there_are_works
    @precondition(lambda self: len(self.works) < MOST)
    @rule(which=WHICH, by=st.sampled_from(["editor", "administrator"]), live=st.booleans())
    def copy(self, which: int, by: str, live: bool) -> None:
        work, self.count = self.pick(which), self.count + 1
        attributes = {"slug": f"copy-{self.count}"}
        done, copy = self.act(lambda: self.page(work).copy(update_attrs=attributes, user=self.people[by], keep_live=live))
        if done:
            of_chapter = {"book": work.book, "title": work.title}
            kept = {"lang": work.lang, "credited": work.credited, "is_book": work.is_book}
            self.add(copy.pk, work.draft, {by, *work.writers}, **of_chapter, **kept)

    @there_are_works
    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        work = self.pick(which)
        whole = self.whole(work)
        paths = {each.pk: path_of(Page.objects.get(pk=each.pk)) for each in whole}
        done, _nothing = self.act(lambda: fresh(self.page(work)).delete())
        if not done:
            return
        if work.book is not None:
            book = self.works[work.book]
            assert not (work.public and book.public), "a chapter was taken out of a public book"
            book.chapters.remove(work.pk)
        for each in whole:
            del self.works[each.pk]
            self.gone[each.pk] = paths[each.pk]
            if each.last is not None:
                self.deleted[each.pk] = each

    @property
    def deleted(self) -> dict[int, ModelWork]:
        return self.__dict__.setdefault("_deleted", {})

    @precondition(lambda self: self.deleted and len(self.works) < MOST)
    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        pk, work = list(self.deleted.items())[which % len(self.deleted)]
        publication = Publication.objects.get(work_id=pk)
        done, page = self.act(lambda: Restore(publication=publication, by=self.people["editor"]).execute())
        if done:
            del self.deleted[pk], self.gone[pk]
            assert work.last is not None
            kept = {"lang": work.lang, "credited": work.credited, "is_book": work.is_book}
            self.add(page.pk, work.last.text, {"editor"}, book=work.book, title=work.title, **kept)

    @precondition(lambda self: len(self.works) < MOST)
    @rule(by=st.sampled_from(["editor", "scientist"]))
    def bring_in(self, by: str) -> None:
        text = self.text()
        path = Path(settings.ORRERY_DATA_DIR) / f"in-{text.number}.txt"
        path.write_text(f"Brought in {text.number}\n\n{text.words}\n")
        done, _nothing = self.act(
            lambda: call_command("import_work", str(path), kind="article", lang="en", email=self.people[by].email)
        )
        path.unlink()
        if done:
            pk = Article.objects.latest("pk").pk
            self.store(Article.objects.get(pk=pk), text, "editor")
            self.add(pk, text, {by, "editor"})

    # Review's other ends

    @in_review
    @rule(which=WHICH, expert=EXPERTS)
    def ask_for_changes(self, which: int, expert: str) -> None:
        work = self.pick(which)
        done, _report = self.act(lambda: RequestChanges(round=self.running(work), by=self.people[expert], note="More.").execute())
        if done and work.round is not None and work.round.policy != "decided":
            work.round = None

    @in_review
    @rule(which=WHICH, decision=st.sampled_from(["approve", "reject"]))
    def decide(self, which: int, decision: str) -> None:
        work = self.pick(which)
        action = lambda: Decide(round=self.running(work), by=self.people["editor"], decision=decision).execute()  # noqa: E731
        done, _seal = self.act(action)
        if not done:
            return
        assert work.round is not None
        if decision == "approve":
            assert work.round.complete(), "approved with open seats"
            work.approve()
        else:
            work.round = None

    @in_review
    @rule(which=WHICH)
    def clear_urgently(self, which: int) -> None:
        work = self.pick(which)
        done, seal = self.act(lambda: ClearUrgently(round=self.running(work), by=self.people["colleague"]).execute())
        if not done:
            return
        assert work.round is not None
        assert not work.round.cleared, "cleared twice"
        assert "colleague" not in work.round.barred | set(map(People.human, work.writers)), "cleared their own words"
        now, work.round.cleared = self.clock.now(), True
        before = None if work.public is None or work.public.is_over(now) else work.public
        before = before.before if before is not None and before.until is not None else before
        work.put_out(work.sealed(text=work.round.text, until=seal.expires_at, before=before), now)

    @there_are_works
    @rule(which=WHICH)
    def correct_a_typo(self, which: int) -> None:
        work = self.pick(which)
        done, _seal = self.act(lambda: CorrectTypo(work=self.page(work), by=self.people["editor"]).execute())
        if done:
            before = work.newest()
            assert before is not None
            assert before is work.public, "corrected what isn't public"
            assert work.draft.is_typo_of(before.text), "more than a typo was published"
            work.put_out(work.sealed(text=work.draft, fills_language=before.fills_language), self.clock.now())

    # What the scheduler does

    @rule()
    def schedules_come_true(self) -> None:
        done, _nothing = self.act(lambda: call_command("publish_scheduled"))
        if not done:
            return
        now = self.clock.now()
        for work in self.works.values():
            if work.public is not None and work.public.text.closes is not None and work.public.text.closes <= now:
                work.take_back()
            due = work.scheduled
            if due is not None and due.text.opens is not None and due.text.opens <= now:
                seal = work.may_be_public(due.text, now)
                work.scheduled = None
                # What isn't approved any more stays a draft: if it was published all the same, what is public tells.
                if seal is not None:
                    work.put_out(seal, now)

    @rule()
    def urgent_notices_end(self) -> None:
        done, _nothing = self.act(end_provisional)
        if not done:
            return
        for work in self.works.values():
            if work.public is not None and work.public.is_over(self.clock.now()):
                before = work.public.before
                work.take_back()
                if before is not None:
                    work.put_out(before, self.clock.now())
