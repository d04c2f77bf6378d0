"""Tokens with their place in the text. Each carries its kind and its language's family, so that a word's rarity is
counted among texts of its own language.

Han and kana become single characters and bigrams, Hangul bigrams and words, scripts without spaces trigrams, Tibetan
syllables and pairs of them, other scripts words: as they are, and stemmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.folding import fold_han, fold_word, without_article
from search.analysis.stemming import stem

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_TIBETAN = "\u0f40-\u0fbc\u0f18\u0f19\u0f00"
_RUN = re.compile(
    f"(?P<han>[{_HAN}]+)|(?P<hangul>[{_HANGUL}]+)|(?P<unspaced>[{_UNSPACED}]+)|(?P<tibetan>[{_TIBETAN}]+)"
    f"|(?P<word>(?:(?![{_HAN}{_HANGUL}{_UNSPACED}{_TIBETAN}])[\\w\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0dff\u200c\u200d'’·.‑-])+)"
)
_PART = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0dff\u200c\u200d]+(?:['’](?=\w)[\w\u0300-\u036f]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|un)['’](?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A piece of text and the tokens that stand for it."""

    start: int
    end: int
    tokens: tuple[str, ...]


def family(lang: str) -> str:
    """The language whose texts count together: both ways of writing Chinese are one."""
    return "zh" if lang.startswith("zh") else lang.split("-", maxsplit=1)[0]


def spans(text: str, lang: str, *, query: bool = False) -> Iterator[Span]:
    """The spans of a text in order. A query's Han run of two or more characters asks for its bigrams alone."""
    tag = family(lang)
    for match in _RUN.finditer(text):
        start, run = match.start(), match.group()
        if match.lastgroup == "han":
            yield from _grams(fold_han(run), start, tag, "h", 2, singles=not query or len(run) == 1)
        elif match.lastgroup == "hangul":
            yield from _hangul(run, start, tag, query=query)
        elif match.lastgroup == "unspaced":
            yield from _grams(fold_word(run, tag), start, tag, "t", 3, singles=len(run) < 3)
        elif match.lastgroup == "tibetan":
            yield Span(start, match.end(), (f"{tag}|s|{run.strip('་།')}",))
        else:
            yield from _words(run, start, tag)


def tokens_of(text: str, lang: str) -> list[str]:
    return [token for span in spans(text, lang) for token in span.tokens]


def _grams(run: str, start: int, tag: str, kind: str, size: int, *, singles: bool) -> Iterator[Span]:
    for place in range(len(run)):
        tokens = [f"{tag}|{kind}1|{run[place]}"] if singles else []
        if place + size <= len(run):
            tokens.append(f"{tag}|{kind}|{run[place : place + size]}")
            yield Span(start + place, start + place + size, tuple(tokens))
        elif tokens:
            yield Span(start + place, start + place + 1, tuple(tokens))


def _hangul(run: str, start: int, tag: str, *, query: bool) -> Iterator[Span]:
    if len(run) < 2 or not query:
        yield Span(start, start + len(run), (f"{tag}|w|{run}",))
    for place in range(len(run) - 1):
        yield Span(start + place, start + place + 2, (f"{tag}|h|{run[place : place + 2]}",))


def _words(run: str, start: int, tag: str) -> Iterator[Span]:
    parts = list(_PART.finditer(run))
    for part in parts:
        if tokens := _word_tokens(part.group(), tag):
            yield Span(start + part.start(), start + part.end(), tokens)
    if len(parts) > 1:
        # x-ray is also xray, COVID-19 also covid19, 10.1000/182 keeps its parts together.
        joined = fold_word("".join(part.group() for part in parts), tag)
        yield Span(start + parts[0].start(), start + parts[-1].end(), (f"{tag}|j|{joined}", f"{tag}|w|{joined}"))


def _word_tokens(word: str, tag: str) -> tuple[str, ...]:
    if tag in {"fr", "it", "ca"}:
        word = _ELISION.sub("", word)
    folded = fold_word(re.sub(r"['’]s?$|['’]", "", word) if tag != "en" else re.sub(r"['’](?:s\b)?", "", word), tag)
    if not folded:
        return ()
    if "\u0600" <= folded[0] <= "\u06ff" and tag != "ug":
        bare = without_article(folded)
        return tuple(dict.fromkeys((f"{tag}|w|{folded}", f"{tag}|w|{bare}", f"{tag}|s|{stem(bare, tag)}")))
    # Stemmed without accents, so that a word typed without them finds the same stem.
    return tuple(dict.fromkeys((f"{tag}|w|{folded}", f"{tag}|s|{stem(folded, tag)}")))
