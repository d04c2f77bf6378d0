"""What to do about a topic that readers miss: what the site has on it by now, in which languages."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from content.core.presentation import Card, cards_of
from search.demand.board import Topic
from search.demand.recording import LITTLE
from search.documents import SearchRequest
from search.engines.base import EngineUnavailable
from search.indexing import engine
from search.languages import all_codes
from search.querying import Query

MOST = 3


@dataclass(frozen=True)
class Advice:
    """`step`: `answered` when enough is there by now, `translate` one of `works`, or `write`; empty when nobody knows."""

    step: str
    works: list[Card]


def advice(topic: Topic) -> Advice:
    """From the index as it is now, and only what is public now."""
    try:
        own = _works(SearchRequest(Query.of(topic.text), (topic.lang,), topic.lang, limit=LITTLE + 1))
        if len(own) > LITTLE:
            return Advice("answered", own)
        others = tuple(code for code in all_codes() if code != topic.lang)
        elsewhere = _works(SearchRequest(Query.of(topic.text), others, topic.lang, limit=MOST))
    except EngineUnavailable:
        return Advice("", [])
    return Advice("translate" if elsewhere else "write", elsewhere)


def _works(request: SearchRequest) -> list[Card]:
    ids = [hit.id for hit in engine().search(request).hits]
    shown = {card.id: card for card in cards_of(Page.objects.filter(pk__in=ids))}
    return [shown[pk] for pk in ids if pk in shown]
