"""What is searched for where words are asked: each in its forms, weighted by what it tells among texts of its language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from search.analysis import Span, family_of, grams, kind_of, spans, word_of
from search.analysis.words import word_tokens
from search.engines.base import Neighbour
from search.engines.fields import BODY, GRAMS, SEQUENCE, TITLE
from search.engines.nodes import All, Best, Near, Node, Scaled, Sequence, Sum, Token
from search.engines.rarity import Rarity

MOST_TERMS = 60  # of a query: each is looked for in each language that it may be in
WEIGHTS = {"s": 1.0, "h": 1.0, "t": 1.0, "h1": 0.6, "t1": 0.6, "b": 0.6, "w": 0.2, "e": 0.2}
JOINED = 0.5
WORD_ALONE = 1.0  # a word that has no stem
TITLE_WEIGHT = 0.2
GRAM_WEIGHT = 0.35
# What the pieces of a word count for in a document that has the word itself too.
BESIDE = 0.4
PAIR_WEIGHT = 0.3
MOST_PAIRS = 12
# Of a few words, those that follow each other in the query may be so many words apart in the text, and score so much.
NEAR = 10
NEAR_SCORE = 0.2
# Words that say less, by their rarity, are looked for as they are alone.
TELLING = 2.0
# What documents that have all of a few words score more.
ALL_THERE = 0.3
FEW = 4
SEVERAL = 6  # words: more are a question
# Words that say less, nearly every text has: a question is looked for without them, as long as so many others are left.
TELLS_NOTHING = 0.25
FEWEST_TELLING = 3
SHORTEST_MISSPELT = 4
MOST_MISSPELT = 6  # words: where more are unknown, they are no slips
TWO_EDITS = 0.5
MOST_CORRECTIONS = 6


@dataclass(frozen=True)
class Known:
    """What the vocabulary said about a query's tokens."""

    rarity: Rarity
    near: Mapping[str, list[Neighbour]]


@lru_cache(maxsize=1_000)
def query_spans(text: str, lang: str) -> tuple[Span, ...]:
    """What a text asks for, each thing once."""
    unique: dict[tuple[str, ...], Span] = {}
    for span in spans(text, lang, query=True):
        unique.setdefault(span.tokens, span)
        if len(unique) >= MOST_TERMS:
            break
    return tuple(unique.values())


def misspelt(asked: Iterable[list[Span]], rarity: Rarity) -> Iterator[str]:
    """The tokens that corrections are looked up for: of the first words that none of these languages has in any form."""
    by_word: dict[str, list[Span]] = {}
    for span in (span for of_language in asked for span in of_language):
        by_word.setdefault(word_of(span.tokens[0]), []).append(span)
    unknown = (same for same in by_word.values() if not any(rarity.known(token) for span in same for token in span.tokens))
    for same in islice(unknown, MOST_MISSPELT):
        yield from (token for span in same for token in span.tokens if _is_correctable(token))


def _is_correctable(token: str) -> bool:
    return kind_of(token) in "ws" and len(word_of(token)) >= SHORTEST_MISSPELT


def words(asked: tuple[Span, ...], known: Known, *, loose: bool) -> Node | None:
    """Most of the words, or any of them where it is `loose`; all of a few are worth more than each by itself.

    A word's pieces add to what has enough words, more where it lacks this one. Of a whole question's words so few are
    needed that its pieces may stand for them: looking twice for all words would take half as long again.
    """
    asked = _telling(asked, known.rarity)
    groups = [(span, _group(span, known, loose=loose)) for span in asked]
    required = tuple(group for span, group in groups if not span.is_joined)
    if not required:
        return None
    scored = [_or_its_pieces(group, _grams(span, known.rarity)) for span, group in groups]
    scored += _pairs(asked, known.rarity)
    if len(required) <= FEW:
        scored += _near(asked, known.rarity)
    need = 1 if loose else needed(len(required))
    if need == 1 < len(required) <= FEW:
        scored.append(Scaled(Sum(required, len(required)), ALL_THERE))
    if len(required) > SEVERAL and not loose:
        return All((Sum(tuple(scored[: len(groups)]), need),), tuple(scored[len(groups) :]))
    return All((Scaled(Sum(required, need), 0.0),), tuple(scored))


def _telling(asked: tuple[Span, ...], rarity: Rarity) -> tuple[Span, ...]:
    if len(asked) <= FEWEST_TELLING:
        return asked
    found = tuple(span for span in asked if rarity.within_language(_commonest(span, rarity)) >= TELLS_NOTHING)
    return found if len(found) >= FEWEST_TELLING else asked


def _commonest(span: Span, rarity: Rarity) -> str:
    return max(span.tokens, key=lambda token: rarity.frequencies.get(token, 0))


def needed(count: int) -> int:
    """All of a few words; of a question, whose small words say little, a part."""
    return count if count <= 3 else math.ceil(count * (0.6 if count <= SEVERAL else 0.15))


def group(span: Span, known: Known) -> Node:
    """One thing asked for, in any of its forms, in title or text."""
    return _group(span, known, loose=False)


def _or_its_pieces(group: Node, pieces: tuple[Token, ...]) -> Node:
    return Best((group, Sum(pieces)), tie=BESIDE) if pieces else group


def _group(span: Span, known: Known, *, loose: bool) -> Node:
    if not any(known.rarity.known(token) for token in span.tokens):
        corrections = _corrections(span, known)
        if corrections:
            return Best(tuple(corrections))
        if loose and (pieces := _grams(span, known.rarity)):
            return Sum(pieces)
    return Sum(tuple(_forms(span.tokens, known.rarity)))


def _forms(tokens: tuple[str, ...], rarity: Rarity, frequency: int | None = None, scale: float = 1.0) -> Iterable[Token]:
    for token in tokens:
        weight = _weight(token, tokens) * scale * rarity.factor(token, frequency)
        if weight:
            yield Token(SEQUENCE if kind_of(token) == "h1" else BODY, token, weight)
    main = max(tokens, key=lambda token: _weight(token, tokens))
    yield Token(TITLE, main, TITLE_WEIGHT * scale * rarity.factor(main, frequency))


def _weight(token: str, tokens: tuple[str, ...]) -> float:
    if kind_of(tokens[0]) == "j":
        return JOINED if kind_of(token) == "w" else 0.0
    if token == tokens[0] and kind_of(token) == "w" and not any(kind_of(other) in "sh" for other in tokens):
        return WORD_ALONE
    return WEIGHTS.get(kind_of(token), 1.0)


def _corrections(span: Span, known: Known) -> list[Node]:
    """The words it may have been meant as, the nearest alone, each in all its forms."""
    near = {other.text: other for token in span.tokens for other in known.near.get(token, [])}
    least = min((other.distance for other in near.values()), default=0)
    best = sorted((other for other in near.values() if other.distance == least), key=lambda other: (-other.frequency, other.text))
    scale = 1.0 if least == 1 else TWO_EDITS
    return [Sum(tuple(_forms(_forms_of(other.text), known.rarity, other.frequency, scale))) for other in best[:MOST_CORRECTIONS]]


def _forms_of(token: str) -> tuple[str, ...]:
    return word_tokens(word_of(token), family_of(token)) if kind_of(token) == "w" else (token,)


def _grams(span: Span, rarity: Rarity) -> tuple[Token, ...]:
    """The pieces of a word that tells something: it may stand within another, or be written otherwise."""
    first = span.tokens[0]
    stem = _commonest(span, rarity)
    if kind_of(first) != "w" or rarity.within_language(stem) < TELLING:
        return ()
    weight = GRAM_WEIGHT * rarity.factor(stem)
    return tuple(Token(GRAMS, gram, weight) for gram in grams(first))


def _pairs(asked: tuple[Span, ...], rarity: Rarity) -> list[Node]:
    """Words that are neighbours in the query and in the text."""
    found: list[Node] = []
    for one, other in _neighbours(asked, rarity):
        weight = PAIR_WEIGHT * (rarity.factor(one) + rarity.factor(other)) / 2
        found.append(Sequence(SEQUENCE, (one, other), weight))
    return found[:MOST_PAIRS]


def _near(asked: tuple[Span, ...], rarity: Rarity) -> Iterator[Node]:
    """Words that are neighbours in the query and stand in the same sentence of the text."""
    for one, other in _neighbours((span for span in asked if not span.is_joined), rarity):
        if one != other:
            score = NEAR_SCORE * (rarity.within_language(one) + rarity.within_language(other))
            yield Near(SEQUENCE, (one, other), NEAR, score)


def _neighbours(asked: Iterable[Span], rarity: Rarity) -> Iterator[tuple[str, str]]:
    """Words of the index that follow each other; not two that nearly every text has: they would be sought in each for nothing."""
    words = [span.tokens[0] for span in asked]
    told = {word: rarity.within_language(word) for word in words if kind_of(word) == "w" and rarity.known(word)}
    for one, other in pairwise(words):
        if one in told and other in told and told[one] + told[other] >= 2 * TELLS_NOTHING:
            yield one, other
