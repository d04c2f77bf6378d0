"""Which tokens are nearly another: the same rule for what every engine's vocabulary proposes."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from search.engines.base import Neighbour

MOST_NEIGHBOURS = 8
TWO_EDITS_FROM = 8  # characters
LONGEST_WORD = 40  # beyond, it is no word that somebody misspelt


def most_edits(word: str) -> int:
    """How far a word may be from what is written in the index."""
    if len(word) > LONGEST_WORD:
        return 0
    return 1 if len(word) < TWO_EDITS_FROM else 2


def beginnings(word: str) -> list[str]:
    """What a neighbour begins with: people get the first letter right, leave it out or swap it with the second.

    Nothing for a word that can have none.
    """
    return list(dict.fromkeys((word[:1], word[1:2]))) if most_edits(word) else []


def nearest(token: str, candidates: Iterable[tuple[str, int]]) -> list[Neighbour]:
    """Of tokens of the same language and kind with their frequencies, those that are near enough, nearest first."""
    word = word_of(token)
    most = most_edits(word)
    found: dict[str, Neighbour] = {}
    for text, frequency in candidates:
        distance = OSA.distance(word, word_of(text), score_cutoff=most)
        if 0 < distance <= most:
            found[text] = Neighbour(text, distance, frequency)
    return sorted(found.values(), key=lambda each: (each.distance, -each.frequency, each.text))[:MOST_NEIGHBOURS]


def prefix_of(token: str) -> str:
    """What comes before the word in a token: its language and kind."""
    return token[: len(token) - len(word_of(token))]


def word_of(token: str) -> str:
    return token.split("|", 2)[2]
