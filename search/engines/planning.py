"""From a query to weighted nodes: OR over what each language makes of the words, most of them required."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search.analysis import Span, family, spans
from search.documents import SearchRequest
from search.engines.base import Neighbour, Vocabulary
from search.engines.fields import BODY, FIELDS, SEQUENCE, TITLE, in_field, sequence_of
from search.engines.nodes import All, Everything, Node, Published, Scaled, Sequence, Sum, Tagged, Token
from search.querying import Between, Either, FieldIs, Part, Phrase, Query, TagIs, Without, Words

MOST_TERMS = 60
LONGEST_QUERY = 2000
TITLE_BOOST = 0.5
WEIGHTS = {"s": 1.0, "h": 1.0, "t": 1.0, "h1": 0.6, "t1": 0.6, "w": 0.3, "j": 0.8}
NEIGHBOUR_WEIGHT = 0.7


@dataclass(frozen=True)
class Plan:
    """`strict` asks for most of the words, `lenient` for any of them; None where a query asks for nothing."""

    strict: Node | None
    lenient: Node | None
    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spelling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def plan(request: SearchRequest, vocabulary: Vocabulary) -> Plan:
    """What an engine is to look for. Asks the vocabulary twice at most."""
    families = _families(request)
    if not request.query or not families:
        return Plan(None, None)
    translated = dict(request.translations)
    asked = {lang: _Asked.of(lang, request.query, translated.get(tag)) for tag, lang in families.items()}
    known = vocabulary.frequencies({token for each in asked.values() for token in each.tokens()})
    unknown = {token for each in asked.values() for token in each.unknown(known)}
    near = vocabulary.neighbours(unknown) if unknown else {}
    strict: list[Node] = []
    lenient: list[Node] = []
    for tag, lang in families.items():
        languages = Tagged(tuple(f"lang={code}" for code in request.languages if family(code) == tag))
        for nodes, loose in ((strict, False), (lenient, True)):
            node = _said(request.query, translated.get(tag), lang, near, loose=loose)
            if node is not None:
                nodes.append(All((node, languages)))
    wanted = {lang: asked[lang].wanted(near) for lang in asked}
    by_code = {code: wanted[families[family(code)]] for code in request.languages}
    return Plan(_one_of(strict), _one_of(lenient), by_code, _spelling(near))


def conditions(request: SearchRequest, without: str = "") -> list[Node]:
    """The request's filters as nodes, but for those of the tag `without`."""
    return [Tagged(tuple(f"{name}={value}" for value in values)) for name, values in request.filters if name != without]


def _families(request: SearchRequest) -> dict[str, str]:
    """A language of the works for each family of them: texts are analysed once a family."""
    families: dict[str, str] = {}
    for code in request.languages:
        families.setdefault(family(code), code)
    return families


@dataclass(frozen=True)
class _Asked:
    spans: list[Span]

    @classmethod
    def of(cls, lang: str, *queries: Query | None) -> _Asked:
        texts = [text for query in queries if query for text in _texts(query.parts)]
        return cls([span for text in texts for span in query_spans(text, lang)])

    def tokens(self) -> Iterable[str]:
        return (token for span in self.spans for token in span.tokens)

    def unknown(self, known: Mapping[str, int]) -> list[str]:
        """The words that the index has never seen in any form."""
        missing = [span for span in self.spans if not any(known.get(token) for token in span.tokens)]
        return [token for span in missing for token in span.tokens if _kind(token) == "w" and len(token.split("|", 2)[2]) >= 4]

    def wanted(self, near: Mapping[str, list[Neighbour]]) -> frozenset[str]:
        tokens = set(self.tokens())
        return frozenset(tokens | {other.text for token in tokens for other in near.get(token, [])})


def _texts(parts: Iterable[Part]) -> Iterable[str]:
    """The texts that shall be there."""
    for part in parts:
        if isinstance(part, Words | Phrase):
            yield part.text
        elif isinstance(part, FieldIs):
            yield part.part.text
        elif isinstance(part, Either):
            yield from _texts(part.parts)


def query_spans(text: str, lang: str) -> list[Span]:
    """What a text asks for, each thing once."""
    unique: dict[tuple[str, ...], Span] = {}
    for span in spans(text[:LONGEST_QUERY], lang, query=True):
        unique.setdefault(span.tokens, span)
        if len(unique) >= MOST_TERMS:
            break
    return list(unique.values())


def _said(query: Query, translated: Query | None, lang: str, near: Mapping[str, list[Neighbour]], *, loose: bool) -> Node | None:
    """The query in its own words, or in those of the language."""
    ways = [_query(query, lang, near, loose=loose), _query(translated, lang, {}, loose=False) if translated else None]
    return _one_of([node for node in ways if node is not None])


def _query(query: Query, lang: str, near: Mapping[str, list[Neighbour]], *, loose: bool) -> Node | None:
    must = [_part(part, lang, near, loose=loose) for part in query.parts if not isinstance(part, Without)]
    without = [_part(part.part, lang, {}, loose=False) for part in query.parts if isinstance(part, Without)]
    found = tuple(node for node in must if node is not None)
    if not found and (must or not without):
        return None
    return All(found or (Everything(),), without=tuple(node for node in without if node is not None))


def _part(part: Part, lang: str, near: Mapping[str, list[Neighbour]], *, loose: bool) -> Node | None:
    if isinstance(part, Words):
        return _words(query_spans(part.text, lang), near, loose=loose)
    if isinstance(part, Phrase):
        return _phrase(part.text, lang)
    if isinstance(part, FieldIs):
        return _in_field(part, lang)
    if isinstance(part, TagIs):
        return Tagged(tuple(f"{part.name}={value}" for value in part.values))
    if isinstance(part, Between):
        return Published(part.start, part.end)
    if isinstance(part, Either):
        return _one_of([node for each in part.parts if (node := _part(each, lang, near, loose=loose)) is not None])
    return None


def _words(asked: list[Span], near: Mapping[str, list[Neighbour]], *, loose: bool) -> Node | None:
    required = tuple(_group(span, near) for span in asked if not _is_joined(span))
    optional = tuple(_group(span, near) for span in asked if _is_joined(span))
    if not required:
        return None
    return All((Sum(required, 1 if loose else _needed(len(required))),), optional)


def _needed(count: int) -> int:
    """All of a few words; of a question, whose small words say little, a part."""
    return count if count <= 3 else math.ceil(count * (0.6 if count <= 6 else 0.15))


def _group(span: Span, near: Mapping[str, list[Neighbour]]) -> Node:
    """One thing asked for, in any of its forms, in title or text."""
    nodes: list[Node] = []
    for token in span.tokens:
        weight = WEIGHTS.get(_kind(token), 1.0)
        nodes += [Token(BODY, token, weight), Token(TITLE, token, weight * TITLE_BOOST)]
        for other in near.get(token, [])[:5]:
            nodes += [Token(BODY, other.text, NEIGHBOUR_WEIGHT / other.distance)]
    return Sum(tuple(nodes))


def _phrase(text: str, lang: str) -> Node | None:
    found = list(spans(text[:LONGEST_QUERY], lang, query=True))
    # A phrase of some hundred times the same word takes engines seconds.
    tokens = sequence_of(found)[:MOST_TERMS]
    if not tokens:
        return _words(found, {}, loose=False)
    # A phrase is found by itself or not at all, and ranked by its words too.
    return All((Scaled(Sequence(SEQUENCE, tuple(tokens)), 0.5),), tuple(_group(span, {}) for span in query_spans(text, lang)))


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
    return {
        token.split("|", 2)[2]: tuple(other.text.split("|", 2)[2] for other in found) for token, found in near.items() if found
    }


def _kind(token: str) -> str:
    return token.split("|", 2)[1]


def _text(token: str) -> str:
    return token.split("|", 2)[2]


def _is_joined(span: Span) -> bool:
    return any(_kind(token) == "j" for token in span.tokens)
