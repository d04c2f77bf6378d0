"""Books, whose chapters are works of their own: written, endorsed in part, put in another order, taken out."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from content.core.tree import section_for
from content.fiction.models import Chapter, Fiction
from tests.content.review.lifecycle.machine import MOST, WHICH, WRITERS
from tests.content.review.lifecycle.model import ModelWork
from tests.content.review.lifecycle.roads import Roads

CHAPTERS = 2
has_chapters = precondition(lambda self: any(work.chapters for work in self.works.values()))


class Lifecycle(Roads):
    """Everything that happens."""

    @initialize(start=st.sampled_from(["a draft", "a public work", "a public book"]))
    def begin(self, start: str) -> None:
        self.people.use(self.policy)
        if start == "a public book":
            self.write_a_book("author", public=True)
            return
        self.write("author", credited=False)
        if start == "a public work":
            self.approve_and_publish(0)

    @precondition(lambda self: len(self.works) + CHAPTERS < MOST and not any(work.chapters for work in self.works.values()))
    @rule(by=WRITERS, public=st.booleans())
    def write_a_book(self, by: str, public: bool) -> None:
        section, user, text = section_for("en", "fiction"), self.people[by], self.text()
        texts = [self.text() for _each in range(CHAPTERS)]

        def action() -> tuple[int, list[int]]:
            book = Fiction(title=f"Work {text.number}", summary=text.words, locale=section.locale, owner=user)
            section.add_child(instance=book)
            book.save_revision(user=user, log_action=True)
            chapters = []
            for each in texts:
                chapter = Chapter(title=f"Chapter {each.number}", summary=each.words, locale=section.locale, owner=user)
                book.add_child(instance=chapter)
                chapter.save_revision(user=user, log_action=True)
                chapters.append(chapter.pk)
            return book.pk, chapters

        done, pks = self.act(action)
        if not done:
            return
        self.add(pks[0], text, {by}, is_book=True)
        for pk, each in zip(pks[1], texts, strict=True):
            self.add(pk, each, {by}, book=pks[0], title=each.number)
        if public:
            self.approve_and_publish(self.index(self.works[pks[0]]))

    @has_chapters
    @rule(which=WHICH)
    def put_a_chapter_first(self, which: int) -> None:
        chapter = self.chapter(which)
        assert chapter.book is not None
        book = self.works[chapter.book]
        to, administrator = Fiction.objects.get(pk=book.pk), self.people["administrator"]
        done, _nothing = self.act(lambda: self.page(chapter).move(to, pos="first-child", user=administrator))
        if done:
            book.chapters.remove(chapter.pk)
            book.chapters.insert(0, chapter.pk)

    @has_chapters
    @rule(which=WHICH, again=st.booleans())
    def submit_a_book(self, which: int, again: bool) -> None:
        """Books are few: asked for by name, that one of them is in review in part is seen often."""
        book = next(work for work in self.works.values() if work.chapters)
        self.submit(self.index(book if again else self.chapter(which)), "editor")

    def chapter(self, which: int) -> ModelWork:
        chapters = [work for work in self.works.values() if work.book is not None]
        return chapters[which % len(chapters)]
