"""From what a reader asks to a page of results, in a number of queries that doesn't grow with what is found."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from content.core.facets import facets
from search.crossing import Glossary
from search.documents import Counts, Hit, SearchAnswer, SearchRequest, Sort
from search.engines.base import Engine, EngineUnavailable
from search.finding.asking import Asked
from search.finding.choices import choices_of
from search.finding.fallback import in_database
from search.finding.grammar import grammar
from search.finding.resolving import resolved
from search.finding.results import Results
from search.finding.showing import Clues, shown
from search.finding.within import whole
from search.indexing import engines as engines_in_turn
from search.languages import all_codes
from search.querying import Query, TagIs, parse
from search.synonyms.keeping import with_synonyms
from search.terms import glossary

log = logging.getLogger("orrery.search")
WINDOW = 400  # hits that are looked at, so that grouping and paging are exact within them
# A work in the reader's language comes first, unless its score is less than this part of another's.
FAR_WORSE = 0.4


@dataclass(frozen=True)
class _Found:
    """What answered: the engine that should, another one, or the database (none)."""

    answer: SearchAnswer
    engine: Engine | None = None
    instead: bool = False


def find(text: str, lang: str = "", *, page: int = 1, size: int = 20) -> Results:
    """The public works in `lang` that answer, or in all languages. Never raises for any string."""
    return results_of(Asked(text=text, lang=lang, only=bool(lang), page=page, size=size))


def results_of(asked: Asked, engines: Sequence[Engine] | None = None) -> Results:
    """The page of results that was asked for; for nothing asked, nothing. `engines` are asked in turn until one answers."""
    query = resolved(parse(asked.text, grammar(asked.lang)))
    if not query and not asked.filters:
        return Results()
    within = whole(asked.within) if asked.within else None
    expansion = with_synonyms(query, asked.lang)
    terms = glossary()
    request = _request(asked, query, expansion.query, within.groups if within else (), terms)
    found = _searched(request, engines_in_turn() if engines is None else engines)
    works = _once(found.answer.hits, asked.lang)
    if found.answer.by_meaning is None:
        works = _ordered(works, asked)
    start = (asked.page - 1) * asked.size
    left = _without(works, found.answer.hits, asked.given)
    page = left[start : start + asked.size]
    clues = Clues(expansion.applied, terms.mentions(asked.text, asked.lang))
    results = shown(page, found.answer, asked, found.engine, clues)
    exact = len(found.answer.hits) >= found.answer.total
    counts = found.answer.counted or Counts(found.answer.total)
    total = len(works) if exact else counts.works
    return Results(
        total=total - (len(page) - len(results)),
        own=sum(hit.lang == asked.lang for hit in works),
        results=results,
        exact=exact,
        has_next=len(left) > start + asked.size,
        looked_at=[hit.id for hit in page],
        facets=choices_of(asked, counts.facets),
        query=query,
        within=within.card if within else None,
        spelling=found.answer.spelling,
        makeshift=found.engine is None,
        instead=found.instead,
    )


def _request(asked: Asked, query: Query, widened: Query, groups: tuple[str, ...], terms: Glossary) -> SearchRequest:
    """`widened` is the query with its synonyms; `groups`: in these works alone, where given."""
    languages = all_codes()
    return SearchRequest(
        # Filters without words list what they leave.
        query=widened or Query((TagIs("lang", languages),)),
        languages=(asked.lang,) if asked.only and asked.lang else languages,
        lang=asked.lang,
        translations=() if asked.only else terms.translations(query, asked.lang),
        filters=asked.filters,
        groups=groups,
        facets=tuple(facet.name for facet in facets()),
        sort=asked.sort,
        limit=WINDOW,
    )


def _searched(request: SearchRequest, engines: Sequence[Engine]) -> _Found:
    for place, one in enumerate(engines):
        try:
            return _Found(one.search(request), one, instead=place > 0)
        except EngineUnavailable as error:
            log.warning("The index (%s) doesn't answer: %s", one.name, error)
    return _Found(in_database(request, WINDOW))


def _once(hits: list[Hit], lang: str) -> list[Hit]:
    """One hit a work: that in the reader's language, else the first, at the place of the first."""
    best: dict[int, Hit] = {}
    for hit in hits:
        if hit.group not in best or (hit.lang == lang and best[hit.group].lang != lang):
            best[hit.group] = hit
    return list(best.values())


def _without(works: list[Hit], hits: list[Hit], given: frozenset[int]) -> list[Hit]:
    """Those of which no language was given already."""
    groups = {hit.group for hit in hits if hit.id in given}
    return [work for work in works if work.group not in groups] if given else works


def _ordered(hits: list[Hit], asked: Asked) -> list[Hit]:
    """By relevance, those in the reader's language before the others, unless they are far worse."""
    if asked.sort is not Sort.RELEVANCE or not asked.lang:
        return hits
    bar = FAR_WORSE * max((hit.score for hit in hits if hit.lang != asked.lang), default=0.0)
    return sorted(hits, key=lambda hit: (hit.lang != asked.lang or hit.score < bar, -hit.score))
