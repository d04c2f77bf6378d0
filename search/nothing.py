"""Help for a query that finds nothing: only what was tried and leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils import translation
from rapidfuzz import fuzz, process
from wagtail.models import Page

from content.core.languages import Language, language
from content.core.publication import public
from content.core.reference import ReferenceRow
from content.taxonomy.models import Subject, Term
from search.addresses import results_of_query
from search.documents import SearchRequest
from search.engines.base import EngineUnavailable
from search.indexing import engine
from search.languages import all_codes, own_codes
from search.querying import FieldIs, Phrase, Query, parse
from search.spelling.suggesting import did_you_mean

MOST_TERMS, MOST_SUBJECTS = 5, 8
LEAST_ALIKE = 60  # of 100
TRIED = 10  # terms: each costs a search
LOOKED_AT = 50  # hits in other languages
LONGEST = 200  # characters that names are compared with


@dataclass(frozen=True)
class Link:
    name: str
    url: str


@dataclass(frozen=True)
class Elsewhere:
    language: Language
    url: str


@dataclass(frozen=True)
class Help:
    meant: Link | None = None
    terms: list[Link] = field(default_factory=list)
    subjects: list[Link] = field(default_factory=list)
    languages: list[Elsewhere] = field(default_factory=list)


def help_for(text: str, lang: str) -> Help:
    """For a reader of `lang` whose query found nothing. While the engine is down there is no help but the forms."""
    text = text.replace("\x00", " ").strip()
    if not text:
        return Help()
    meant = did_you_mean(text, lang)
    try:
        return Help(
            meant=to(meant.text) if meant else None,
            terms=_terms(text[:LONGEST], lang),
            subjects=_subjects(lang),
            languages=_languages(text, lang),
        )
    except EngineUnavailable:
        return Help()


def to(query: str) -> Link:
    return Link(query, results_of_query(query))


def _terms(text: str, lang: str) -> list[Link]:
    """The approved terms that are spelled most like the query and are found."""
    names = [name for name in _names(Term.objects.all(), lang) if name.casefold() != text.casefold()]
    near = process.extract(
        text, names, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=LEAST_ALIKE, limit=2 * MOST_TERMS
    )
    found = (to(name) for name, _score, _place in near if _finds(Query.of(name), lang))
    return list(islice(found, MOST_TERMS))


def _subjects(lang: str) -> list[Link]:
    """The broadest subjects that have works in the reader's language."""
    names = _names(Subject.objects.filter(parent=None), lang)
    found = (name for name in names if _finds(Query((FieldIs("subject", Phrase(name)),)), lang))
    return [Link(name, to(f'subject:"{name}"').url) for name in islice(found, MOST_SUBJECTS)]


def _names(rows: Iterable[ReferenceRow], lang: str) -> list[str]:
    named = (row.wording("name", lang).replace('"', " ") for row in rows)
    return list(dict.fromkeys(name for name in named if name))


def _finds(query: Query, lang: str) -> bool:
    return any(True for _id in _public_ids(query, own_codes(lang), lang, limit=5))


def _languages(text: str, lang: str) -> list[Elsewhere]:
    """The other languages in which public works hold the query's words, and the search pages of these."""
    own = own_codes(lang)
    others = tuple(code for code in all_codes() if code not in own)
    codes = dict.fromkeys(code for _id, code in _public_ids(parse(text), others, lang, limit=LOOKED_AT))
    return [Elsewhere(language(code), _page_in(code, text)) for code in codes]


def _page_in(code: str, text: str) -> str:
    with translation.override(code):
        return to(text).url


def _public_ids(query: Query, languages: tuple[str, ...], lang: str, limit: int) -> Iterator[tuple[int, str]]:
    """Ids and languages of public works that hold the words as they are, best first."""
    answer = engine().search(SearchRequest(query, languages, lang, limit=limit))
    if answer.spelling or not answer.hits:
        return
    visible = set(public(Page.objects.filter(pk__in=[hit.id for hit in answer.hits])).values_list("pk", flat=True))
    yield from ((hit.id, hit.lang) for hit in answer.hits if hit.id in visible)
