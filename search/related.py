"""More like a work: what shares its telling words, in the reader's language before others, and across types."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.core.cache import cache
from django.db.models import Q
from wagtail.models import Page

from content.core.models import Work
from content.core.presentation import Card, cards_of
from content.core.registry import work_types
from search.documents import SearchRequest
from search.engines.base import EngineUnavailable
from search.indexing import engine
from search.languages import all_codes, own_codes
from search.querying import Query

log = logging.getLogger("orrery.search")
MOST = 6
LOOKED_AT = 12  # hits: some are other languages of one work, some aren't public any more
KEPT = 900  # seconds that a work's likes are kept, by its seal
RESTING = 60  # seconds that no page asks an engine that just failed
_DOWN = "search.related.down"


def more_like(work: Work, digest: str, lang: str) -> list[Card]:
    """Public works like this sealed one, at most six; none while the engine is down. Two database queries, or none."""
    try:
        ids = _kept(work, digest, lang)
    except EngineUnavailable as error:
        log.warning("No works like %s are shown (%s).", work.pk, error)
        cache.set(_DOWN, True, RESTING)
        return []
    if not ids:
        return []
    # A book's chapters are in its table of contents already.
    pages = Page.objects.filter(pk__in=ids).exclude(_of_the_same_whole(work))
    shown = {card.id: card for card in cards_of(pages)}
    return [shown[pk] for pk in ids if pk in shown][:MOST]


def _kept(work: Work, digest: str, lang: str) -> list[int]:
    key = f"search.related.{work.pk}.{lang}.{digest}"
    ids: list[int] | None = cache.get(key)
    if ids is None:
        if cache.get(_DOWN):
            return []
        ids = _found(work, lang)
        cache.set(key, ids, KEPT)
    return ids


def _found(work: Work, lang: str) -> list[int]:
    """The ids, best first; of other types at least as many as a reader notices, however many are of this one."""
    own = own_codes(lang)
    others = tuple(kind for model in work_types() if (kind := model.kind()) != work.kind())
    alike, across = _like(work, lang, own), _like(work, lang, own, ("kind", others))
    mixed = _mixed(alike, across)
    if len(mixed) < MOST:
        # What the reader's language lacks, others may have.
        mixed = mixed | _like(work, lang, tuple(code for code in all_codes() if code not in own)) | mixed
    return list(mixed.values())


def _like(work: Work, lang: str, languages: tuple[str, ...], *filters: tuple[str, tuple[str, ...]]) -> dict[int, int]:
    """The id of the best hit of each group, the best first."""
    request = SearchRequest(Query(), languages, lang, filters=(("lang", languages), *filters), limit=LOOKED_AT)
    best: dict[int, int] = {}
    for hit in engine().similar(work.pk, request).hits:
        best.setdefault(hit.group, hit.id)
    return best


def _mixed(alike: dict[int, int], across: dict[int, int]) -> dict[int, int]:
    """In turns: the most alike of any type, then of another."""
    mixed: dict[int, int] = {}
    for pair in _turns(list(alike.items()), list(across.items())):
        mixed.setdefault(*pair)
    return mixed


def _turns(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for place in range(max(len(first), len(second))):
        yield from first[place : place + 1]
        yield from second[place : place + 1]


def _of_the_same_whole(work: Work) -> Q:
    """What is below the work; and of a type whose works are parts of another, what is below that."""
    is_part = type(work).container is not Work.container
    return Q(path__startswith=work.path[: -work.steplen] if is_part else work.path)
