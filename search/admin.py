"""The admin's search: the text of works through the same engine, drafts included; titles and names by substring.

A backend for modelsearch. What it finds is filtered by the querysets that Wagtail's views build, and so by permission.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.db.models import Q
from modelsearch.backends.database.fallback import (
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
)
from modelsearch.query import PlainText
from wagtail.models import Page

from search.documents import Scope, SearchRequest
from search.engines.base import EngineUnavailable
from search.indexing import engine
from search.querying import Query

log = logging.getLogger("orrery.search")
MOST = 500


class QueryCompiler(DatabaseSearchQueryCompiler):
    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        """Any string is a query; a blank one finds nothing."""
        if not isinstance(query, PlainText):
            return super().build_database_filter(query, boost)
        words = query.query_string.replace("\x00", " ").split()
        if not words:
            return MATCH_NONE
        found = Q()
        for word in words:
            found &= self.build_single_term_filter(word)
        if issubclass(self.queryset.model, Page):
            found |= Q(pk__in=drafts_that_answer(query.query_string))
        return found

    def check_boost(self, query: Any, boost: float = 1.0) -> None:
        """Substrings have no weight: a boost changes nothing, and needs no warning."""


def drafts_that_answer(query: str) -> list[int]:
    """Ids of works whose draft answers, best first; none while the engine is away."""
    languages = tuple(code for code, _name in settings.LANGUAGES)
    try:
        answer = engine(Scope.DRAFT).search(SearchRequest(Query.of(query), languages, limit=MOST))
    except EngineUnavailable as error:
        log.warning("The index doesn't answer (%s): titles are searched alone.", error)
        return []
    return [hit.id for hit in answer.hits]


class SearchBackend(DatabaseSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = QueryCompiler
