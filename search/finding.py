"""What a reader's search answers: hits that are public now, a work once, with the other languages it is in."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.html import escape
from wagtail.models import Page

from content.core.presentation import Card, cards
from content.core.publication import public
from search.documents import Hit, PassageText, SearchAnswer, SearchRequest
from search.engines.base import EngineUnavailable
from search.highlight import snippet
from search.indexing import engine
from search.querying import Query

log = logging.getLogger("orrery.search")
WINDOW = 400  # hits that are looked at, so that grouping and paging are exact within them


@dataclass(frozen=True)
class Result:
    card: Card
    snippet: str
    also_in: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class Results:
    total: int
    results: list[Result]
    # The engine didn't answer: titles and summaries were searched in the database.
    makeshift: bool = False


def find(query: str, lang: str = "", *, page: int = 1, size: int = 20) -> Results:
    """The public works that answer `query`, in `lang` or in all languages. Never raises for any string."""
    query = query.replace("\x00", " ").strip()
    if not query:
        return Results(0, [])
    languages = tuple(code for code, _name in settings.LANGUAGES)
    try:
        wanted = (lang,) if lang else languages
        answer = engine().search(SearchRequest(Query.of(query), wanted, lang, limit=WINDOW))
        makeshift = False
    except EngineUnavailable as error:
        log.warning("The index doesn't answer (%s): the database does.", error)
        answer, makeshift = _in_database(query, lang), True
    hits = _once(_still_public(answer.hits))
    shown = hits[(page - 1) * size : page * size]
    return Results(len(hits), _results(shown, answer), makeshift)


def _still_public(hits: list[Hit]) -> list[Hit]:
    """A withdrawn work never shows while the index lags."""
    ids = set(public(Page.objects.filter(pk__in=[hit.id for hit in hits])).values_list("pk", flat=True))
    return [hit for hit in hits if hit.id in ids]


def _once(hits: list[Hit]) -> list[Hit]:
    """One hit a work, the best of its languages."""
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(hit.group, hit)
    return list(best.values())


def _results(hits: list[Hit], answer: SearchAnswer) -> list[Result]:
    keys = dict(Page.objects.filter(pk__in=[hit.id for hit in hits]).values_list("pk", "translation_key"))
    siblings = list(public(Page.objects.filter(translation_key__in=keys.values())).values_list("pk", "translation_key"))
    shown = {card.id: card for card in cards({hit.id for hit in hits} | {pk for pk, _key in siblings})}
    texts = _texts(hits)
    results = []
    for hit in hits:
        if hit.id in shown:
            others = [shown[pk] for pk, key in siblings if key == keys[hit.id] and pk != hit.id and pk in shown]
            marked = snippet(texts.get(hit.id, []), set(answer.wanted.get(hit.lang, ())), hit.lang)[0]
            results.append(Result(shown[hit.id], marked or escape(shown[hit.id].summary), others))
    return results


def _texts(hits: list[Hit]) -> dict[int, list[PassageText]]:
    try:
        return engine().passages(hit.id for hit in hits)
    except EngineUnavailable:
        return {}


def _in_database(query: str, lang: str) -> SearchAnswer:
    """Titles that hold every word: what is left when the index is gone."""
    words = Q()
    for word in query.split()[:10]:
        words &= Q(title__icontains=word)
    pages: Any = public(Page.objects.filter(words))
    if lang:
        pages = pages.filter(locale__language_code=lang)
    rows = pages.select_related("locale").order_by("-first_published_at")[:WINDOW]
    hits = [Hit(row.pk, row.locale.language_code, 0.0, row.translation_key.int) for row in rows]
    return SearchAnswer(len(hits), hits)
