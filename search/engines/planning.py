"""From a query to weighted nodes: OR over what each language makes of the words, most of them required."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from search.analysis import Span, family, gather, word_of
from search.documents import SearchAnswer, SearchRequest, Sort
from search.engines.base import Neighbour, Vocabulary
from search.engines.bounding import bounded
from search.engines.fields import BODY, FIELDS, SEQUENCE, TITLE, in_field
from search.engines.guessing import weights as likely
from search.engines.most import most
from search.engines.nodes import All, Everything, Node, Published, Scaled, Sum, Tagged, Token
from search.engines.nodes import Sequence as InOrder
from search.engines.rarity import Rarity
from search.engines.wording import MOST_TERMS, Known, group, misspelt, query_spans, words
from search.querying import Between, Either, FieldIs, Part, Phrase, Query, TagIs, Without, Words

ENOUGH = 10  # documents
# Where at most so many can have most of the words, it is as a rule too few have them.
DOUBTFUL = 10 * ENOUGH
CLOSE = 0.6  # the weight of languages that a word unknown to all of them is corrected in


class Ask(Protocol):
    """What an engine answers to each of these nodes, in turn; it may look for one only when its answer is asked for."""

    def __call__(self, nodes: Sequence[Node], request: SearchRequest, /) -> Iterable[SearchAnswer]: ...


@dataclass(frozen=True)
class Plan:
    """What to look for, and what to show of it."""

    _node: Callable[[bool], Node | None] = field(default=lambda loose: None)
    _most: Callable[[Node], float] = field(default=lambda node: math.inf)
    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spelling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def answered(self, ask: Ask, request: SearchRequest) -> SearchAnswer:
        """What has most of the words; in the order of relevance, where that is little, what has any of them too, after it.

        Filters have no say in it: each leaves just what was counted without it.
        """
        enough = ENOUGH if request.sort is Sort.RELEVANCE else 1
        unfiltered = replace(request, filters=(), facets=(), limit=1, offset=0)
        answer = SearchAnswer(0, [])
        for node, answer in self._answers(ask, request, enough):
            if answer.total >= enough or (request.filters and next(iter(ask([node], unfiltered))).total >= enough):
                break
        return replace(answer, wanted=self.wanted, spelling=self.spelling)

    def _answers(self, ask: Ask, request: SearchRequest, enough: int) -> Iterator[tuple[Node, SearchAnswer]]:
        for nodes in self._rounds(enough):
            yield from zip(nodes, ask(nodes, request), strict=False)

    def _rounds(self, enough: int) -> Iterator[list[Node]]:
        """What is looked for, each time at once; what comes later only where that isn't enough."""
        strict = self._node(False)
        if strict is None:
            return
        most = self._most(strict)
        if most >= DOUBTFUL:
            yield [strict]
        lenient = self._node(True)
        # What can't be enough isn't asked for.
        doubted = [strict] if enough <= most < DOUBTFUL else []
        if lenient is not None and (most < enough or lenient != strict):
            yield [*doubted, lenient]
        elif doubted:
            yield doubted


def plan(request: SearchRequest, vocabulary: Vocabulary) -> Plan:
    """What an engine is to look for. Asks the vocabulary twice at most."""
    families = _families(request)
    if not request.query or not families:
        return Plan()
    query = bounded(request.query)
    translated = dict(request.translations)
    asked = {tag: _spans_of(lang, query, translated.get(tag)) for tag, lang in families.items()}
    tokens = (token for each in asked.values() for span in each for token in span.tokens)
    rarity = Rarity.of(tokens, families, vocabulary)
    weights = _weights(request, asked, rarity)
    # Names that the glossary gives are spelled as they should be.
    typed = {tag: _spans_of(families[tag], query) if tag in translated else asked[tag] for tag in weights}
    unknown = set(misspelt([typed[tag] for tag, weight in weights.items() if weight >= CLOSE], rarity))
    known = Known(rarity, vocabulary.neighbours(unknown) if unknown else {})

    def node(loose: bool) -> Node | None:
        found: list[Node] = []
        for tag, weight in weights.items():
            said = _said(query, translated.get(tag), families[tag], known, loose=loose)
            if said is not None:
                found.append(All((Scaled(said, weight), _languages(request, tag))))
        return _one_of(found)

    wanted = {tag: _wanted(asked[tag], known) for tag in families}
    by_code = {code: wanted[family(code)] for code in request.languages}
    return Plan(node, lambda node: most(node, rarity.frequencies), by_code, _spelling(known.near))


def _languages(request: SearchRequest, tag: str) -> Node:
    return Tagged(tuple(f"lang={code}" for code in request.languages if family(code) == tag))


def _weights(request: SearchRequest, asked: Mapping[str, list[Span]], rarity: Rarity) -> dict[str, float]:
    """The families that are asked, with the weight of what they answer; those with the query's translation among them."""
    if len(asked) == 1 or not any(asked.values()):
        # Conditions alone hold in every language.
        return dict.fromkeys(asked, 1.0)
    found = likely(asked, rarity, family(request.lang) if request.lang else "")
    return found | {tag: 1.0 for tag, _query in request.translations if tag in asked and tag not in found}


def conditions(request: SearchRequest, without: str = "") -> list[Node]:
    """The request's filters as nodes, but for those of the tag `without`."""
    return [Tagged(tuple(f"{name}={value}" for value in values)) for name, values in request.filters if name != without]


def _families(request: SearchRequest) -> dict[str, str]:
    """A language of the works for each family of them: texts are analysed once a family."""
    families: dict[str, str] = {}
    for code in request.languages:
        families.setdefault(family(code), code)
    return families


def _spans_of(lang: str, *queries: Query | None) -> list[Span]:
    return [span for query in queries if query for text in _texts(query.parts) for span in query_spans(text, lang)]


def _wanted(asked: list[Span], known: Known) -> frozenset[str]:
    tokens = {token for span in asked for token in span.tokens}
    return frozenset(tokens | {other.text for token in tokens for other in known.near.get(token, [])})


def _texts(parts: Iterable[Part]) -> Iterable[str]:
    """The texts that shall be there."""
    for part in parts:
        if isinstance(part, Words | Phrase):
            yield part.text
        elif isinstance(part, FieldIs):
            yield part.part.text
        elif isinstance(part, Either):
            yield from _texts(part.parts)


def _said(query: Query, translated: Query | None, lang: str, known: Known, *, loose: bool) -> Node | None:
    """The query in its own words, or in those of the language."""
    exact = Known(known.rarity, {})
    ways = [_query(query, lang, known, loose=loose), _query(translated, lang, exact, loose=False) if translated else None]
    return _one_of([node for node in ways if node is not None])


def _query(query: Query, lang: str, known: Known, *, loose: bool) -> Node | None:
    must = [_part(part, lang, known, loose=loose) for part in query.parts if not isinstance(part, Without)]
    exact = Known(known.rarity, {})
    without = [_part(part.part, lang, exact, loose=False) for part in query.parts if isinstance(part, Without)]
    found = tuple(node for node in must if node is not None)
    if not found and (must or not without):
        return None
    return All(found or (Everything(),), without=tuple(node for node in without if node is not None))


def _part(part: Part, lang: str, known: Known, *, loose: bool) -> Node | None:
    if isinstance(part, Words):
        return words(query_spans(part.text, lang), known, loose=loose)
    if isinstance(part, Phrase):
        return _phrase(part.text, lang, known)
    if isinstance(part, FieldIs):
        return _in_field(part, lang)
    if isinstance(part, TagIs):
        return Tagged(tuple(f"{part.name}={value}" for value in part.values))
    if isinstance(part, Between):
        return Published(part.start, part.end)
    if isinstance(part, Either):
        return _one_of([node for each in part.parts if (node := _part(each, lang, known, loose=loose)) is not None])
    return None


def _phrase(text: str, lang: str, known: Known) -> Node | None:
    # A phrase of some hundred times the same word takes engines seconds.
    tokens = gather(text, lang).sequence[:MOST_TERMS]
    if not tokens:
        return words(query_spans(text, lang), known, loose=False)
    # A phrase is found by itself or not at all, and ranked by its words too.
    exact = Known(known.rarity, {})
    parts = tuple(group(span, exact) for span in query_spans(text, lang))
    return All((Scaled(InOrder(SEQUENCE, tuple(tokens)), 0.5),), parts)


def _in_field(part: FieldIs, lang: str) -> Node | None:
    asked = query_spans(part.part.text, lang)
    groups = []
    for span in asked:
        if part.name in {TITLE, BODY}:
            groups.append(Sum(tuple(Token(part.name, token) for token in span.tokens)))
        else:
            groups.append(Sum(tuple(Token(FIELDS, in_field(part.name, token)) for token in span.tokens)))
    return All(tuple(groups)) if groups else None


def _one_of(nodes: list[Node]) -> Node | None:
    return Sum(tuple(nodes)) if nodes else None


def _spelling(near: Mapping[str, list[Neighbour]]) -> dict[str, tuple[str, ...]]:
    # A word comes after the stem that is spelled as it is, and takes its place.
    return {word_of(token): tuple(word_of(other.text) for other in found) for token, found in sorted(near.items()) if found}
