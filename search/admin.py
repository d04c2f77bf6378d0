"""The admin's search: the text of works through the same engine, drafts included; names, titles and files by substring.

A backend for modelsearch. What it finds is filtered by the querysets that Wagtail's views build, and so by permission.
"""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Case, FileField, Q, Value, When
from modelsearch.backends.database.fallback import (
    MATCH_ALL,
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from modelsearch.query import Phrase as Quoted
from modelsearch.query import PlainText
from wagtail.models import Page

from search.analysis.folding import fold_text
from search.documents import Scope, SearchRequest
from search.engines.base import EngineUnavailable
from search.indexing import engine
from search.languages import all_codes
from search.querying import Phrase, Query

log = logging.getLogger("orrery.search")
MOST = 500
# Rows compared without accents, harakat and the like: the newest; those before them are compared as they are written.
MOST_FOLDED = 10_000


class QueryCompiler(DatabaseSearchQueryCompiler):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafts: list[int] = []
        of_files = {field.name for field in self.queryset.model._meta.fields if isinstance(field, FileField)}
        names: list[str] = list(self.get_fields_names())
        # In the database a file has its folder before its name, which would be found with it.
        self.file_names = [name for name in names if name in of_files]
        self.fields_names = [name for name in names if name not in of_files]

    def check(self) -> None:
        """The database filters and orders by any column, declared as searched or not."""

    def check_boost(self, query: Any, boost: float = 1.0) -> None:
        """Substrings have no weight: a boost changes nothing, and needs no warning."""

    @cached_property
    def found(self) -> Any:
        """The condition of what is found; `drafts` are known after it."""
        return self.build_database_filter(self.query)

    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        """Any string is a query; a blank one finds nothing."""
        if not isinstance(query, PlainText | Quoted):
            return super().build_database_filter(query, boost)
        text = query.query_string.replace("\x00", " ").strip()
        quoted = isinstance(query, Quoted)
        words = [text] if quoted else text.split()
        if not text:
            return MATCH_NONE
        found = Q()
        for word in words:
            found &= self.build_single_term_filter(word)
        if not issubclass(self.queryset.model, Page):
            return found | Q(pk__in=self._rows_that_hold([fold_text(word) for word in words]))
        drafts = drafts_that_answer(Query((Phrase(text),)) if quoted else Query.of(text))
        self.drafts += drafts
        return found | Q(pk__in=drafts)

    def _rows_that_hold(self, words: list[str]) -> list[Any]:
        """Keys of the rows that hold each of the folded words in some column."""
        names = [*self.file_names, *self.fields_names]
        rows = self.queryset.model._base_manager.order_by("-pk").values_list("pk", *names)[:MOST_FOLDED]
        found = []
        for pk, *values in rows:
            texts = [str(value or "") for value in values]
            files = len(self.file_names)
            texts[:files] = [PurePosixPath(path).name for path in texts[:files]]
            folded = fold_text("\n".join(texts))
            if all(word in folded for word in words):
                found.append(pk)
        return found


def drafts_that_answer(query: Query) -> list[int]:
    """Ids of works whose draft answers, best first; none while the engine is away."""
    try:
        answer = engine(Scope.DRAFT).search(SearchRequest(query, all_codes(), limit=MOST))
    except EngineUnavailable as error:
        log.warning("The index doesn't answer (%s): titles are searched alone.", error)
        return []
    return [hit.id for hit in answer.hits]


class SearchResults(DatabaseSearchResults):
    def get_queryset(self) -> Any:
        """What is found, the works that answer best first unless another order was asked for."""
        compiler = self.query_compiler
        found, queryset = compiler.found, compiler.queryset
        if found == MATCH_NONE:
            queryset = queryset.none()
        elif found != MATCH_ALL:
            queryset = queryset.filter(found)
        if compiler.order_by_relevance and compiler.drafts:
            places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(dict.fromkeys(compiler.drafts))]
            queryset = queryset.order_by(Case(*places, default=Value(len(places))), "-pk")
        elif not queryset.ordered:
            queryset = queryset.order_by("-pk")
        # Only columns of the rows themselves are searched: none is found twice.
        return queryset[self.start : self.stop]


class SearchBackend(DatabaseSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = QueryCompiler
    results_class = SearchResults
