"""The tokens of a whole text, as an index holds them: the same as those of its spans, without their places."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search.analysis.folding import fold_han
from search.analysis.parts import kind_of
from search.analysis.scripts import RUN
from search.analysis.tokens import Span, family, spans
from search.analysis.words import grams as grams_of
from search.analysis.words import word_tokens


@dataclass
class Gathered:
    """`sequence` holds one token a place, in the text's order: a word, a syllable, a character of Han, a bigram or trigram.
    `grams` are pieces of words, `body` is everything else but single characters of Han.
    """

    body: list[str]
    grams: list[str]
    sequence: list[str]


def gather(text: str, lang: str) -> Gathered:
    tag = family(lang)
    single, pair = f"{tag}|h1|", f"{tag}|h|"
    body: list[str] = []
    grams: list[str] = []
    sequence: list[str] = []
    for match in RUN.finditer(unicodedata.normalize("NFC", text)):
        run, script = match.group(), match.lastgroup
        if script == "han":
            chars = fold_han(run)
            sequence += [single + char for char in chars]
            body += [pair + one + other for one, other in pairwise(chars)]
        else:
            tokens, pieces, places = _of_word(run, tag) if script == "word" else _of_run(run, tag)
            body += tokens
            grams += pieces
            sequence += places
    return Gathered(body, grams, sequence)


# Tuples of strings only: the garbage collector leaves them out, of which there are many.
_Tokens = tuple[str, ...]


def _of_run(run: str, tag: str) -> tuple[_Tokens, _Tokens, _Tokens]:
    parts = list(spans(run, tag))
    # That a word is joined is asked of queries only: it is one of the words.
    body = tuple([token for span in parts for token in span.tokens if kind_of(token) != "j"])
    return body, _pieces(body, tag), tuple(sequence_of(parts))


@lru_cache(maxsize=40_000)
def _of_word(run: str, tag: str) -> tuple[_Tokens, _Tokens, _Tokens]:
    tokens = word_tokens(run, tag) if run.isalnum() else ()
    return (tokens, _pieces(tokens, tag), tokens[:1]) if tokens else _of_run(run, tag)


def _pieces(body: _Tokens, tag: str) -> _Tokens:
    words = f"{tag}|w|"
    return tuple([piece for token in body if token.startswith(words) for piece in grams_of(token)])


def sequence_of(parts: list[Span]) -> list[str]:
    """One token for each place of a text or query, from its spans."""
    return [token for span in parts if (token := _placed(span))]


def _placed(span: Span) -> str:
    return "" if span.is_joined else span.tokens[0]
