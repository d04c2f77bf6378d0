"""A query near the one that was typed, which finds public works; none where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from wagtail.models import Page

from content.core.publication import public
from search.analysis import family, spans, word_of
from search.documents import PassageText, SearchAnswer, SearchRequest
from search.engines.base import EngineUnavailable
from search.finding.marking import parts_with
from search.indexing import engine
from search.languages import all_codes, own_codes
from search.querying import parse
from search.spelling.homophones import homophones
from search.spelling.keyboards import other_layouts

MOST_TRIED = 3  # queries: each costs a search
NEAREST = 2  # spellings of a word
LONGEST = 200  # characters of a query that is corrected
MOST_PARTS = 4  # of a work, that are read for how it writes a word
LOOKED_AT = 20  # hits, of which one must be public


@dataclass(frozen=True)
class DidYouMean:
    text: str


def did_you_mean(text: str, lang: str) -> DidYouMean | None:
    """For a reader of `lang`, whose language comes first. Costs eight small searches at most; raises nothing."""
    if not text.strip() or len(text) > LONGEST:
        return None
    try:
        return _first(text, lang, (own_codes(lang), all_codes()))
    except EngineUnavailable:
        return None


def _first(text: str, lang: str, circles: Iterable[tuple[str, ...]]) -> DidYouMean | None:
    tried = set[str]()
    for languages in circles:
        answer = _answer(text, languages, lang)
        for near in islice(_candidates(text, lang, languages, answer), MOST_TRIED):
            if near in tried or near.casefold() == text.casefold():
                continue
            tried.add(near)
            if (shown := _as_found(near, languages, lang)) is not None:
                return DidYouMean(shown)
    return None


def _candidates(text: str, lang: str, languages: tuple[str, ...], answer: SearchAnswer) -> Iterator[str]:
    if answer.spelling:
        yield from _respelled(text, languages[0], answer.spelling)
    if answer.spelling or not answer.total:
        yield from other_layouts(text, lang)
    if not answer.total and any(family(code) == "zh" for code in languages):
        yield from homophones(text)


def _respelled(text: str, lang: str, spelling: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The text with each unknown word as the index has it: the nearest first, then the next."""
    for rank in range(NEAREST):
        respelled, changed = text, False
        for span in reversed(list(spans(text, lang, query=True))):
            near = next((spelling[word] for word in _words(span.tokens) if word in spelling), ())
            if len(near) > rank:
                respelled, changed = respelled[: span.start] + near[rank] + respelled[span.end :], True
        if changed:
            yield respelled


def _words(tokens: Iterable[str]) -> Iterator[str]:
    return map(word_of, tokens)


def _as_found(text: str, languages: tuple[str, ...], lang: str) -> str | None:
    """The query as the texts that it finds write its words, with their accents; None where nothing public is found."""
    answer = _answer(text, languages, lang)
    if answer.spelling or not answer.total:
        return None
    ids = [hit.id for hit in answer.hits]
    visible = set(public(Page.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    best = next((hit for hit in answer.hits if hit.id in visible), None)
    if best is None:
        return None
    return _written(text, best.lang, engine().passages([best.id]).get(best.id, []))


def _written(text: str, lang: str, passages: Sequence[PassageText]) -> str:
    """Each word as these passages write it in the middle of a sentence, where one of them has it; a stem as a word it is of."""
    asked = list(spans(text, lang, query=True))
    texts = [part.text for span in asked for part in islice(parts_with(passages, span.tokens), MOST_PARTS)]
    forms: dict[str, str] = {}
    stems: dict[str, str] = {}
    for found in dict.fromkeys(texts):
        for span in spans(found, lang):
            written = found[span.start : span.end]
            for kind, known in (("|w|", forms), ("|s|", stems)):
                for word in _words(token for token in span.tokens if kind in token):
                    if word not in known or (written.islower() and not known[word].islower()):
                        known[word] = written
    forms = stems | forms
    for span in reversed(asked):
        words = [word for word in _words(token for token in span.tokens if "|w|" in token) if word in forms]
        if words:
            text = text[: span.start] + forms[words[0]] + text[span.end :]
    return text


def _answer(text: str, languages: tuple[str, ...], lang: str) -> SearchAnswer:
    return engine().search(SearchRequest(parse(text), languages, lang, limit=LOOKED_AT))
