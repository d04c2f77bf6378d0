"""The passage that answers, with the words of the query marked: traditional query, simplified text, all the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from search.analysis import spans
from search.analysis.folding import fold_han
from search.documents import PassageText

WIDTH = 220  # characters of a snippet
LONGEST = 3000  # characters of a passage that are analysed, around the first word that may answer
MOST_PASSAGES = 3
HINT = 4  # letters that a word and its other forms have in common
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ё": "е"}
)


@dataclass(frozen=True)
class Snippet:
    """Escaped HTML with `<mark>`, the passage's address, and the tokens that were found in it."""

    html: str = ""
    address: str = ""
    found: frozenset[str] = frozenset()


def snippet(passages: Sequence[PassageText], wanted: Iterable[str], lang: str) -> Snippet:
    """The best passage around its first match. Where none answers, the first passage, unmarked."""
    tokens = frozenset(wanted)
    best, score = Snippet(), 0
    for passage, text in _promising(passages, tokens):
        found: set[str] = set()
        places: list[tuple[int, int]] = []
        for span in spans(text, lang):
            if matched := tokens.intersection(span.tokens):
                found |= matched
                places.append((span.start, span.end))
        if len(found) > score:
            best, score = Snippet(_marked(text, _merged(places)), passage.address, frozenset(found)), len(found)
    if not score and passages:
        return Snippet(_marked(passages[0].text, []), passages[0].address)
    return best


def _promising(passages: Sequence[PassageText], tokens: frozenset[str]) -> list[tuple[PassageText, str]]:
    """The passages that may answer best, each cut to what is analysed: reading whole works closely would take too long."""
    hints = {folded[:HINT] for token in tokens if (folded := _folded(token.rsplit("|", 1)[-1]))}
    scored = []
    for passage in passages:
        text = _folded(passage.text)
        places = [place for hint in hints if (place := text.find(hint)) >= 0]
        if places:
            scored.append((len(places), passage, min(places)))
    if not scored:
        return [(passage, passage.text[:LONGEST]) for passage in passages[:MOST_PASSAGES]]
    scored.sort(key=lambda entry: -entry[0])
    return [(passage, _around(passage.text, place)) for _count, passage, place in scored[:MOST_PASSAGES]]


def _around(text: str, place: int) -> str:
    start = max(0, min(place, len(text)) - LONGEST // 3)
    return text[start : start + LONGEST]


def _folded(text: str) -> str:
    """Much as the analysis folds, but at once for a whole text: it only tells what is worth a closer look."""
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LETTERS)
    return fold_han(text) if _HAN.search(text) else text


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
