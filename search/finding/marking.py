"""The passage that answers, with the words of the query marked: traditional query, simplified text, all the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from search.analysis import kind_of, spans
from search.analysis.folding import fold_han
from search.documents import PassageText

WIDTH = 220  # characters of a snippet
MARGIN = 50  # characters before and after it that are analysed too
UNHINTED = 600  # characters that are analysed of a passage that shows no word of the query at first sight
MOST_PASSAGES = 2
MOST_PLACES = 30  # of a word in a passage
HINT = 4  # letters that a word and its other forms have in common
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ё": "е"}


@dataclass(frozen=True)
class Snippet:
    """Escaped HTML with `<mark>`, the passage's address, and the tokens that were found in it."""

    html: str = ""
    address: str = ""
    found: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A part of a passage that may answer: from `start` on, worth a closer look by its `weight`."""

    passage: PassageText
    start: int
    end: int
    weight: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


def snippet(passages: Sequence[PassageText], wanted: Iterable[str], lang: str) -> Snippet:
    """The best passage around its first match. Where none answers, the first passage, unmarked."""
    tokens = frozenset(wanted)
    best, score, weight = Snippet(), 0, 0
    for one in _promising(passages, tokens):
        if score and one.weight < weight:
            break  # what looked less promising needn't be analysed
        found: set[str] = set()
        places: list[tuple[int, int]] = []
        for span in spans(one.text, lang):
            if not tokens.isdisjoint(span.tokens):
                matched = tokens.intersection(span.tokens)
                found |= matched
                start = one.start + span.start
                # A character by itself is of a piece of several.
                places.append((start, start + 1 if all(map(_is_single, matched)) else one.start + span.end))
        if len(found) > score:
            best = Snippet(_marked(one.passage.text, _merged(places)), one.passage.address, frozenset(found))
            score, weight = len(found), one.weight
    if not score and passages:
        return Snippet(_marked(passages[0].text, []), passages[0].address)
    return best


def _promising(passages: Sequence[PassageText], tokens: Iterable[str]) -> list[Candidate]:
    """Where words of the query seem to stand: analysing whole works would take longer than finding them."""
    hints = _hints(tokens)
    most = sum(map(len, hints))
    found = []
    for candidate in _candidates(passages, hints):
        if candidate.weight == most:
            return [candidate]
        found.append(candidate)
    found.sort(key=lambda one: -one.weight)
    return found[:MOST_PASSAGES] or [Candidate(passage, 0, UNHINTED, 0) for passage in passages[:MOST_PASSAGES]]


def parts_with(passages: Sequence[PassageText], tokens: Iterable[str]) -> Iterator[Candidate]:
    """Of each passage the part where most of these tokens seem to stand; in order, those without any left out."""
    return _candidates(passages, _hints(tokens))


def _hints(tokens: Iterable[str]) -> set[str]:
    return {folded[:HINT] for token in tokens if (folded := _folded(token.rsplit("|", 1)[-1]))}


def _candidates(passages: Sequence[PassageText], hints: set[str]) -> Iterator[Candidate]:
    most = sum(map(len, hints))
    return (candidate for passage in passages if (candidate := _candidate(passage, hints, most)))


def _candidate(passage: PassageText, hints: set[str], most: int) -> Candidate | None:
    """The part of a passage with the most, and the longest, hints close together: the first that has all, of weight `most`."""
    text = _folded(passage.text)
    places = sorted((place, hint) for hint in hints for place in _places(text, hint))
    best, start, weight, first = 0, 0, 0, 0
    within: Counter[str] = Counter()
    for place, hint in places:
        weight += 0 if within[hint] else len(hint)
        within[hint] += 1
        while places[first][0] <= place - WIDTH:
            gone = places[first][1]
            within[gone] -= 1
            weight -= 0 if within[gone] else len(gone)
            first += 1
        if weight > best:
            best, start = weight, places[first][0]
        if best == most:
            break
    if not places:
        return None
    begin = max(0, start - MARGIN)
    # From the beginning of a word, where the script has spaces.
    begin = max(begin, passage.text.find(" ", begin, start) + 1) if begin else 0
    return Candidate(passage, begin, start + WIDTH + MARGIN, best)


def _places(text: str, hint: str) -> Iterator[int]:
    place = text.find(hint)
    for _number in range(MOST_PLACES):
        if place < 0:
            return
        yield place
        place = text.find(hint, place + 1)


def _is_single(token: str) -> bool:
    return kind_of(token) in {"h1", "t1"}


class _Letters(dict[int, int]):
    """Much as the analysis folds, but a letter for a letter, so that places stay: it only tells what to look at."""

    def __missing__(self, code: int) -> int:
        letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", chr(code)).casefold())
        letter = next((each for each in letters if not unicodedata.combining(each)), chr(code))
        self[code] = ord(_LETTERS.get(chr(code), letter))
        return self[code]


_letters = _Letters()


def _folded(text: str) -> str:
    simple = fold_han(text) if _HAN.search(text) else text
    plain = simple if len(simple) == len(text) else text
    lower = plain.lower()
    if len(lower) != len(text):
        return plain.translate(_letters)
    # A text has few letters that are more than lower case: each at once is faster than all one by one.
    for letter in set(lower):
        if (folded := _letters[ord(letter)]) != ord(letter):
            lower = lower.replace(letter, chr(folded))
    return lower


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _marked(text: str, places: list[tuple[int, int]]) -> str:
    begin = max(0, places[0][0] - WIDTH // 3) if places else 0
    end = min(len(text), begin + WIDTH)
    begin, end = _at_words(text, begin, end)
    parts, here = ["…" if begin else ""], begin
    for start, stop in places:
        if start < begin or stop > end:
            continue
        parts += [escape(text[here:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        here = stop
    parts += [escape(text[here:end]), "…" if end < len(text) else ""]
    return "".join(parts)


def _at_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Not within a word, where the script has spaces nearby."""
    if begin:
        space = text.find(" ", begin, begin + 20)
        begin = space + 1 if space >= 0 else begin
    if end < len(text):
        space = text.rfind(" ", end - 20, end)
        end = space if space >= 0 else end
    return begin, end
