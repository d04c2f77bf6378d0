"""Tokens with their place in the text. Each carries its kind and its language's family, so that a word's rarity is
counted among texts of its own language.

Han and kana become single characters (`h1`) and bigrams (`h`), Hangul bigrams, words and their first syllables (`b`),
scripts without spaces trigrams (`t`, `t1`), Tibetan syllables (`w`) and pairs of them (`h`), other scripts words (`w`, `e`,
`s`: see `words`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from search.analysis.folding import fold_han, fold_word
from search.analysis.parts import kind_of
from search.analysis.scripts import KANA, LONE, PART, RUN
from search.analysis.words import word_tokens


class Span(NamedTuple):
    """A piece of text and the tokens that stand for it."""

    start: int
    end: int
    tokens: tuple[str, ...]

    @property
    def is_joined(self) -> bool:
        """Whether it stands for words that a sign joins, each a span of its own before it."""
        return kind_of(self.tokens[0]) == "j"


def family(lang: str) -> str:
    """The language whose texts count together: both ways of writing Chinese are one."""
    return "zh" if lang.startswith("zh") else lang.split("-", maxsplit=1)[0]


def spans(text: str, lang: str, *, query: bool = False) -> Iterator[Span]:
    """The spans of a text in order. A query's Han run of two or more characters asks for its bigrams, and for characters
    that stand alone among kana.
    """
    tag = family(lang)
    text = unicodedata.normalize("NFC", text) if query else text
    for match in RUN.finditer(text):
        start, run, script = match.start(), match.group(), match.lastgroup
        if script == "word":
            yield from _words(run, start, tag)
        elif script == "han":
            folded = fold_han(run)
            pairs = _grams(match, folded, f"{tag}|h", 2, singles=not query or len(run) == 1)
            yield from _with_lone(pairs, folded, tag) if query and KANA.search(folded) else pairs
        elif script == "sign":
            yield Span(start, match.end(), (f"{tag}|w|{run.lower()}",))
        elif script == "hangul":
            yield from _hangul(run, start, tag, query=query)
        elif script == "unspaced":
            yield from _grams(match, fold_word(run, tag), f"{tag}|t", 3, singles=len(run) < 3)
        else:
            yield from _syllables(run, start, tag)


def tokens_of(text: str, lang: str) -> list[str]:
    return [token for span in spans(text, lang) for token in span.tokens]


def _grams(match: re.Match[str], folded: str, kind: str, size: int, *, singles: bool) -> Iterator[Span]:
    start, end = match.span()
    single, several = f"{kind}1|", f"{kind}|"
    last = len(folded) - size
    for place, char in enumerate(folded):
        # Folding may change the length: then places are only about right, and within the run.
        here = min(start + place, end - 1)
        if place <= last:
            gram = several + folded[place : place + size]
            yield Span(here, min(here + size, end), (single + char, gram) if singles else (gram,))
        elif singles:
            yield Span(here, here + 1, (single + char,))


def _with_lone(pairs: Iterator[Span], folded: str, tag: str) -> Iterator[Span]:
    """A query's bigrams, each also as the character in it that is a word by itself."""
    lone = {match.start() for match in LONE.finditer(folded)}
    last = len(folded) - 1
    for place, span in enumerate(pairs):
        here = place if place in lone else place + 1
        single = (f"{tag}|h1|{folded[here]}",) if here in lone and here in {place, last} else ()
        yield Span(span.start, span.end, (*span.tokens, *single))


def _hangul(run: str, start: int, tag: str, *, query: bool) -> Iterator[Span]:
    if len(run) < 2 or not query:
        # A noun of one syllable is followed by its particles: it is found by what words begin with.
        yield Span(start, start + len(run), (f"{tag}|w|{run}", f"{tag}|b|{run[0]}"))
    for place in range(len(run) - 1):
        yield Span(start + place, start + place + 2, (f"{tag}|h|{run[place : place + 2]}",))


def _syllables(run: str, start: int, tag: str) -> Iterator[Span]:
    before, place = "", start
    for piece in run.replace("\u0f0c", "\u0f0b").split("\u0f0b"):
        if piece:
            pair = (f"{tag}|h|{before}\u0f0b{piece}",) if before else ()
            yield Span(place, place + len(piece), (f"{tag}|w|{piece}", *pair))
            before = piece
        place += len(piece) + 1


def _words(run: str, start: int, tag: str) -> Iterator[Span]:
    tokens = word_tokens(run, tag) if run.isalnum() else ()
    if tokens:
        yield Span(start, start + len(run), tokens)
        return
    parts = list(PART.finditer(run))
    for part in parts:
        if tokens := word_tokens(part.group(), tag):
            yield Span(start + part.start(), start + part.end(), tokens)
    if len(parts) > 1:
        # x-ray is also xray, COVID-19 also covid19, 10.1000/182 keeps its parts together.
        joined = fold_word("".join(part.group() for part in parts), tag)
        yield Span(start + parts[0].start(), start + parts[-1].end(), (f"{tag}|j|{joined}", f"{tag}|w|{joined}"))
