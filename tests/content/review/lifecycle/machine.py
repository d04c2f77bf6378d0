"""Everybody at work at random: who writes, submits, endorses and publishes, and what time and crashes do to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.core.management import call_command
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from wagtail.models import Locale, Revision

from content.articles.models import Article
from content.core.tree import section_for
from content.people.models import Contribution
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.submit import Submit
from content.review.models import Report
from tests.content.review.lifecycle.model import POLICIES, ModelWork
from tests.content.review.lifecycle.watched import Watched
from tests.content.review.lifecycle.world import People

WHICH = st.integers(0, 5)
WRITERS = st.sampled_from(["editor", "author", "scientist", "colleague"])
EDITORS = st.sampled_from(People.EDITORS)
EXPERTS = st.sampled_from(People.EXPERTS)
ENDORSING = st.sampled_from([*People.EXPERTS * 2, "francophone", "credited"])
MOST = 5


class Base(Watched):
    """Works, time and transactions; the other roads to the public are in `roads.py`."""

    # Writing and review

    @precondition(lambda self: len(self.works) < MOST)
    @rule(by=WRITERS, credited=st.booleans())
    def write(self, by: str, credited: bool) -> None:
        text, section = self.text(), section_for("en", "articles")

        def action() -> int:
            page = Article(title=f"Work {text.number}", summary=text.words, locale=section.locale, owner=self.people[by])
            if credited:
                page.contributions.add(Contribution(person=self.people.contributor, role="author"))
            section.add_child(instance=page)
            page.save_revision(user=self.people[by], log_action=True)
            return page.pk

        done, pk = self.act(action)
        if done:
            self.add(pk, text, {by}, credited=frozenset({"credited"} if credited else ()))

    @precondition(lambda self: self.works)
    @rule(which=WHICH, by=WRITERS, kind=st.sampled_from(["words", "words", "typo", "later", "until"]))
    def edit(self, which: int, by: str, kind: str) -> None:
        work, now = self.pick(which), self.clock.now()
        draft, order = work.draft, work.draft.order
        if kind == "later" and (work.is_book or work.book):
            kind = "words"
        text = {
            "words": lambda: self.text(order=order),
            "typo": lambda: replace(draft, misspelt=not draft.misspelt),
            "later": lambda: self.text(opens=now + timedelta(hours=4)),
            "until": lambda: self.text(closes=now + timedelta(hours=20), order=order),
        }[kind]()
        done, _nothing = self.act(lambda: self.store(self.page(work), text, by))
        if done:
            work.edited(text, {by})

    @precondition(lambda self: self.works)
    @rule(which=WHICH, keep=st.booleans())
    def rewrite_in_place(self, which: int, keep: bool) -> None:
        """As the editor's autosave does: other words in the latest revision, under its old number."""
        work = self.pick(which)
        text = self.text(order=work.draft.order)
        latest = self.page(work).get_latest_revision()
        due = latest.approved_go_live_at

        def action() -> None:
            draft = latest.as_object()
            draft.summary, draft.go_live_at, draft.expire_at = text.words, None, None
            details = {"log_action": True, "overwrite_revision": latest, "approved_go_live_at": due if keep else None}
            draft.save_revision(user=latest.user, **details)

        done, _nothing = self.act(action)
        if done:
            assert not (due and keep), "other words were put under a schedule"
            work.scheduled = None if due else work.scheduled
            work.edited(text, self.people.named(latest.user), in_place=True)

    @rule()
    def purge_revisions(self) -> None:
        done, _nothing = self.act(lambda: call_command("purge_revisions", verbosity=0))
        for work in self.works.values() if done else ():
            round_ = self.running(work)
            if work.round is not None and round_ is not None:
                work.round.stale &= Revision.objects.filter(pk=round_.revision_id).exists()

    @precondition(lambda self: self.works)
    @rule(which=WHICH, by=EDITORS)
    def submit(self, which: int, by: str) -> None:
        work, now = self.pick(which), self.clock.now()
        done, rounds = self.act(lambda: Submit(work=self.page(work), by=self.people[by]).execute())
        asked = {round_.work_id for round_ in rounds} if done else set()
        for each in self.whole(work) if done else ():
            unread = each.round is None and each.may_be_public(each.as_submitted(), now) is None
            assert unread == (each.pk in asked), f"read: {not unread}, asked: {each.pk in asked}"
            if unread:
                barred = set(map(People.human, {*each.writers, *each.credited, by}))
                each.submitted(self.policy, barred, typo=self.typo_is_one)

    @precondition(lambda self: any(work.round for work in self.works.values()))
    @rule(which=WHICH, expert=ENDORSING, seat=st.sampled_from(["", "", "language"]))
    def endorse(self, which: int, expert: str, seat: str) -> None:
        """Whoever mustn't tries first."""
        work, human = self.pick(which), People.human(expert)
        for name in self.barred_from(work):
            self.is_refused(name, Endorse(round=self.running(work), by=self.people[name], seat=seat).execute)
        done, seal = self.act(lambda: Endorse(round=self.running(work), by=self.people[expert], seat=seat).execute())
        if not done:
            return
        assert work.round is not None, "endorsed what isn't in review"
        assert expert not in self.barred_from(work), f"{expert} endorsed"
        assert not work.round.stale, "endorsed what was rewritten"
        filled = Report.objects.latest("pk").seat
        assert filled in POLICIES[work.round.policy], f"there is no seat {filled}"
        work.round.endorsed.setdefault(filled, set()).add(human)
        complete = work.round.complete() and work.round.policy != "decided"
        assert complete == (seal is not None), f"sealed: {seal is not None}, complete: {complete}"
        if seal is not None:
            work.approve()

    @precondition(lambda self: self.works)
    @rule(which=WHICH, by=EDITORS)
    def publish(self, which: int, by: str) -> None:
        work = self.pick(which)
        for name in ("author", "scientist"):
            self.is_refused(name, Publish(work=self.page(work), by=self.people[name]).execute)
        done, changed = self.act(lambda: Publish(work=self.page(work), by=self.people[by]).execute())
        if not done:
            return
        for each in self.whole(work) if changed else ():
            seal = each.newest()
            assert seal is not None, "published what nobody approved"
            each.put_out(seal, self.clock.now())

    @precondition(lambda self: self.works)
    @rule(which=WHICH)
    def approve_and_publish(self, which: int) -> None:
        """As far as the policy lets one expert do it: else little would ever be public."""
        work = self.pick(which)
        self.submit(which, "editor")
        for each in self.whole(work):
            self.endorse(self.index(each), "third", "")
        self.publish(which, "editor")

    def barred_from(self, work: ModelWork) -> list[str]:
        """Who mustn't endorse it: no expert, of another language or subject, a party, or whoever did already."""
        if work.round is None:
            return []
        party = work.round.barred | set(map(People.human, work.writers)) | set().union(*work.round.endorsed.values())
        fit = {*People.EXPERTS, "administrator", "credited", *(["francophone"] if work.lang == "fr" else [])}
        return [name for name in self.people.users if name not in fit or People.human(name) in party]

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
        work = work if work.book is None else self.works[work.book]
        page = self.page(work)
        if page.get_translations(inclusive=True).filter(locale=french).exists():
            return
        text = work.public.text if page.live and work.public is not None else work.draft
        done, copy = self.act(lambda: page.copy_for_translation(french))
        if done:
            self.add(copy.pk, text, set(work.writers), lang="fr", credited=work.credited, is_book=work.is_book)
