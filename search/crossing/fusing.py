"""One list out of what the words find, in the reader's language and in others, and what means the same.

Places count, not scores: those of words and of meaning aren't of one kind. Works in the reader's language weigh the
more, the nearer they come to what was asked than works in other languages do.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from search.documents import Hit

# A reciprocal rank's constant: how little the first places are apart.
SMOOTH = 10
# What lies this much nearer to the query is answer enough to put another language level with the reader's own…
LEVEL = 0.12
# …and each of these more halves the weight of the reader's language, or doubles it up to the most,
STEP = 0.04
LEAST_WEIGHT = 1 / 8
# with which the first six places are the reader's language's, and of the first ten two others' if they are alike enough.
MOST_WEIGHT = 1.5
# Where a work has all the words, it answers, whatever the encoder makes of a word or two.
ALL_WORDS = 0.15
MOST_WEIGHT_OF_ALL_WORDS = 3.0
# Less alike is chance: of 240 paragraphs about other things, the most alike have .2 to .4.
LEAST = 0.17
# Where the encoder wasn't trained on a language, what it makes of shared words is seldom this high by chance.
LEAST_UNTRAINED = 0.3
# Behind the most alike by more than this, others aren't what is looked for.
SPREAD = 0.15
# Words in another language that nobody translated: often names, often chance.
UNTRANSLATED = 0.1


@dataclass(frozen=True)
class Alike:
    """A document that says something like the query; `similarity` is at most 1.

    `trained`: the encoder was, on both languages.
    """

    hit: Hit
    similarity: float
    trained: bool = True


@dataclass(frozen=True)
class Fused:
    """`by_meaning`: ids that no word of the query finds."""

    hits: list[Hit]
    by_meaning: frozenset[int]


def fused(
    own: Sequence[Hit],
    others: Sequence[Hit],
    alike: Sequence[Alike],
    *,
    languages: Collection[str],
    whole: bool,
    translated: bool,
) -> Fused:
    """`own` and `others`: hits by words in the reader's `languages` and in other ones, the best first; `alike`: those in
    other languages that are most alike, and the first of `own`, by similarity.

    `whole`: a hit of `own` has all the words. `translated`: others were found by the words of their languages too.
    """
    near = near_enough(alike, languages)
    weight = _own_weight(near, alike, languages, whole=whole)
    scores: dict[int, float] = {}
    _add(scores, [hit.id for hit in own], weight)
    _add(scores, [hit.id for hit in others], 1.0 if translated else UNTRANSLATED)
    _add(scores, [each.hit.id for each in near], 1.0)
    hits = {hit.id: hit for hit in [*own, *others, *(each.hit for each in near)]}
    by_words = {hit.id for hit in [*own, *others]}
    order = sorted(hits, key=lambda pk: -scores[pk])
    return Fused([replace(hits[pk], score=scores[pk]) for pk in order], frozenset(hits.keys() - by_words))


def near_enough(alike: Sequence[Alike], languages: Collection[str]) -> list[Alike]:
    """Those in other languages that are alike enough."""
    near = [each for each in alike if each.hit.lang not in languages]
    bar = near[0].similarity - SPREAD if near else 0.0
    return [each for each in near if each.similarity >= max(bar, LEAST if each.trained else LEAST_UNTRAINED)]


def _own_weight(near: Sequence[Alike], alike: Sequence[Alike], languages: Collection[str], *, whole: bool) -> float:
    here = max((each.similarity for each in alike if each.hit.lang in languages), default=0.0)
    there = max((each.similarity for each in near), default=0.0)
    ahead = there - here - (ALL_WORDS if whole else 0.0)
    return min(MOST_WEIGHT_OF_ALL_WORDS if whole else MOST_WEIGHT, max(LEAST_WEIGHT, 2 ** ((LEVEL - ahead) / STEP)))


def _add(scores: dict[int, float], ids: Collection[int], weight: float) -> None:
    for rank, pk in enumerate(ids, 1):
        scores[pk] = scores.get(pk, 0.0) + weight / (SMOOTH + rank)
