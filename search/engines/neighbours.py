"""Which tokens are nearly another: the same rule for what every engine's vocabulary proposes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.folding import fold_word
from search.analysis.parts import prefix_of, word_of
from search.engines.base import Neighbour

MOST_NEIGHBOURS = 8
TWO_EDITS_FROM = 8  # characters
LONGEST_WORD = 40  # beyond, it is no word that somebody misspelt
ALIKE = 3  # characters that a word which is two edits away begins with
BLOCK = 0x80  # letters of one script are numbered near each other


def most_edits(word: str) -> int:
    """How far a word may be from what is written in the index."""
    if len(word) > LONGEST_WORD:
        return 0
    return 1 if len(word) < TWO_EDITS_FROM else 2


def edits(token: str, begins: Callable[[str], bool] = lambda start: True, places: int = LONGEST_WORD) -> Iterator[str]:
    """All tokens one edit away, at one of the first `places`: a letter left out, put in, mistaken or swapped with the next.

    `begins` says whether any token of the index begins so.
    """
    word = word_of(token)
    if not most_edits(word):
        return
    before, letters = prefix_of(token), _letters(word)
    for place in range(min(len(word) + 1, places)):
        head, tail = before + word[:place], word[place:]
        # Where fewer letters are the same, so many tokens begin with them that asking takes longer.
        if place > ALIKE and not begins(head):
            return
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in letters)


def nearest(token: str, candidates: Iterable[tuple[str, int]], most: int = 2) -> list[Neighbour]:
    """Of tokens of the same language and kind with their frequencies, those that are near enough, nearest first; `most` edits
    away at most.
    """
    word = word_of(token)
    most = min(most, most_edits(word))
    frequencies = dict(candidates)
    words = {text: word_of(text) for text in frequencies}
    near = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    found = [Neighbour(text, int(distance), frequencies[text]) for _word, distance, text in near if distance]
    return sorted(found, key=lambda each: (each.distance, -each.frequency, each.text))[:MOST_NEIGHBOURS]


def _letters(word: str) -> str:
    block = max(map(ord, word)) // BLOCK
    return "abcdefghijklmnopqrstuvwxyz" if block <= 4 else _block(block)


@lru_cache(maxsize=64)
def _block(number: int) -> str:
    """The letters and signs of a block that folding leaves as they are; none of Hangul, whose syllables are too many."""
    chars = [chr(code) for code in range(number * BLOCK, (number + 1) * BLOCK)]
    if unicodedata.name(chars[0], "").startswith("HANGUL"):
        return ""
    return "".join(char for char in chars if unicodedata.category(char)[0] in "LM" and fold_word(char, "") == char)
