"""Wagtail's own database search on passages: what the site would have without `search`."""

from __future__ import annotations

import time

from django.db import DatabaseError
from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend
from wagtail.models import Locale, Page
from wagtail.search.index import SearchField

from search.evaluation.data import Passage, Question
from search.evaluation.measures import DEPTH, Answered

BATCH = 500
# As shipped, a page is indexed by its title; with a line of code, by its text too.
FIELDS = [*Page.search_fields, SearchField("search_description")]


class WagtailSearch:
    """A page a passage, under the root, in its language. Needs `Page.search_fields` to be `FIELDS`."""

    def __init__(self, passages: list[Passage]) -> None:
        self.backend = SQLiteSearchBackend({})
        self.locales = {lang: Locale.objects.get_or_create(language_code=lang)[0] for lang in {each.lang for each in passages}}
        self.ids: dict[int, str] = {}
        root = Page.get_first_root_node()
        start = time.perf_counter()
        for first in range(0, len(passages), BATCH):
            pages = [self._page(root, passage) for passage in passages[first : first + BATCH]]
            Page.objects.bulk_create(pages)
            self.ids |= {page.pk: passage.id for page, passage in zip(pages, passages[first:], strict=False)}
            self.backend.get_index_for_model(Page).add_items(Page, pages)
        self.seconds = time.perf_counter() - start

    def _page(self, root: Page, passage: Passage) -> Page:
        name = f"passage-{passage.number}"
        return Page(
            title=passage.title,
            draft_title=passage.title,
            slug=name,
            search_description=passage.text,
            locale=self.locales[passage.lang],
            path=Page._get_path(root.path, 2, 5000 + passage.number),
            depth=2,
            url_path=f"/{name}/",
            content_type=Page().content_type,
        )

    def answered(self, question: Question, *, operator: str, filtered: bool) -> Answered:
        """Some strings are errors in Wagtail's search: those find nothing."""
        pages = Page.objects.filter(locale=self.locales.get(question.lang)) if filtered else Page.objects.all()
        start = time.perf_counter()
        try:
            found = [page.pk for page in self.backend.search(question.text, pages, operator=operator)[:DEPTH]]
        except (DatabaseError, AttributeError):
            found = []
        ms = (time.perf_counter() - start) * 1000
        return Answered(question, [(self.ids.get(pk, ""), 0.0) for pk in found], ms)
