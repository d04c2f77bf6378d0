"""Words as people type them find the words of texts: by script and language, with the variants that writers use."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import spans, tokens_of
from search.documents import IndexDocument, PassageText, SearchRequest, Sort
from search.engines.embedded import EmbeddedEngine
from search.finding.marking import snippet
from search.querying import Query

LANGUAGES = ("en", "zh-hans", "zh-hant", "ar", "fr", "es", "ru", "ja", "ko", "de", "pt", "hi", "bo", "ug", "mn")

# language, what is typed, a text that answers, a text that doesn't
CASES = [
    ("zh-hans", "恒星", "银河系中的恒星演化", "行星绕着太阳转"),
    ("zh-hans", "北斗七星", "蒙古人特别崇拜北斗七星。", "北方的星空里有七个星座。"),
    ("zh-hans", "銀河", "银河系中的恒星", "太阳系的行星"),
    ("zh-hant", "星座", "中國的星座與西方不同", "月亮的圓缺"),
    ("zh-hans", "恒", "银河系中的恒星", "太阳系"),
    ("ja", "星座", "古代の星座について", "月の満ち欠け"),
    ("ja", "ブラックホール", "銀河中心のブラックホール", "太陽の光"),
    ("ko", "별자리", "동아시아의 별자리는 다르다", "달의 위상"),
    ("ar", "الابراج", "تمثل الأبراج حيوانات", "القمر والشمس"),
    ("ar", "الطاقه", "تتحول الطاقة إلى حرارة", "القمر والشمس"),
    ("ar", "طاقة", "تتحول الطَّاقَةُ إلى حرارة", "القمر والشمس"),
    ("en", "CONSTELLATIONS", "A constellation of the north", "The phases of the Moon"),
    ("en", "xray", "An X-ray telescope", "A radio telescope"),
    ("en", "CO2", "How much CO₂ is in the air", "How much water is in the air"),
    ("fr", "etoile", "L’étoile polaire", "La planète rouge"),
    ("fr", "constellation", "Les constellations du nord", "Les phases de la Lune"),
    ("es", "constelacion", "Una constelación del norte", "Las fases de la Luna"),
    ("ru", "созвездие", "В созвездии Ориона", "Фазы Луны"),
    ("ru", "звезды", "Полярная звёзды", "Фазы Луны"),
    ("de", "galaxien", "Eine Galaxie im Norden", "Die Phasen des Mondes"),
    ("pt", "estrelas", "Uma estrela brilhante", "As fases da Lua"),
    ("hi", "तारा", "एक तारा आकाश में", "चंद्रमा की कलाएँ"),
    ("bo", "སྐར་མ", "གནམ་ལ་སྐར་མ་མང་པོ་ཡོད།", "ཉི་མ་དང་ཟླ་བ།"),
    ("ug", "يۇلتۇز", "بىر يۇلتۇز ئاسماندا", "ئاي ۋە قۇياش"),
    ("mn", "од", "Алтан од тэнгэрт", "Сар ба нар"),
    ("en", "Ｈ２Ｏ", "The formula H2O", "The formula of salt"),
    ("en", "telescpoe", "A large telescope", "A small clock"),
]


def engine_with(tmp_path: Path, *texts: tuple[str, str]) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(
        IndexDocument(id=number, lang=lang, kind="article", title="", passages=[PassageText("body", text)], group=str(number))
        for number, (lang, text) in enumerate(texts, start=1)
    )
    return engine


def asked(text: str, *languages: str) -> SearchRequest:
    return SearchRequest(Query.of(text), languages, languages[0] if len(languages) == 1 else "")


@pytest.mark.parametrize(("lang", "typed", "answer", "other"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_what_is_typed_finds_the_text_that_answers(lang: str, typed: str, answer: str, other: str, tmp_path: Path) -> None:
    engine = engine_with(tmp_path, (lang, answer), (lang, other))

    hits = engine.search(asked(typed, lang)).hits

    assert hits
    assert hits[0].id == 1


def test_a_language_is_searched_alone(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, ("en", "A constellation"), ("fr", "Une constellation"))

    assert [hit.id for hit in engine.search(asked("constellation", "fr")).hits] == [2]
    both = engine.search(asked("constellation", "en", "fr")).hits
    assert {hit.id for hit in both} == {1, 2}


def test_a_title_counts_more_than_the_text(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(
        [
            IndexDocument(id=1, lang="en", kind="a", title="Clocks", passages=[PassageText("b", "A comet and a clock. " * 3)]),
            IndexDocument(
                id=2, lang="en", kind="a", title="A comet", passages=[PassageText("b", "It has a tail of dust and gas.")]
            ),
        ]
    )

    assert engine.search(asked("comet", "en")).hits[0].id == 2


def test_what_has_all_of_a_few_words_comes_first(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, ("en", "A black cat"), ("en", "A hole in the wall"), ("en", "A black hole"))

    assert engine.search(asked("black hole", "en")).hits[0].id == 3


def test_sorted_by_date_only_what_has_all_of_a_few_words_is_there(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, ("en", "A black cat"), ("en", "A hole in the wall"), ("en", "A black hole"))

    request = replace(asked("black hole", "en"), sort=Sort.NEWEST)

    assert [hit.id for hit in engine.search(request).hits] == [3]


def test_the_traditional_query_marks_the_simplified_text() -> None:
    wanted = {token for span in spans("銀河", "zh-hant", query=True) for token in span.tokens}

    marked = snippet([PassageText("body/1", "我们住在银河系里。")], wanted, "zh-hans")

    assert "<mark>银河</mark>" in marked.html
    assert marked.address == "body/1"


def test_a_snippet_is_escaped() -> None:
    marked = snippet([PassageText("b", "a <script> star & moon")], set(tokens_of("star", "en")), "en")

    assert marked.html == "a &lt;script&gt; <mark>star</mark> &amp; moon"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    return engine_with(tmp_path_factory.mktemp("small"), ("en", "A star"), ("zh-hans", "一颗恒星"), ("ar", "نجم"))


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_no_string_raises(small: EmbeddedEngine, query: str, lang: str) -> None:
    small.search(asked(query, lang))
    small.search(asked(query, *LANGUAGES))


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_spans_lie_within_the_text(text: str, lang: str) -> None:
    for span in spans(text, lang):
        assert 0 <= span.start < span.end <= len(text)
        assert span.tokens
        assert not any(unicodedata.category(char) == "Zs" for token in span.tokens for char in token)


ODD = [
    '"',
    "",
    "   ",
    '"a',
    "a AND (",
    "\x00",
    "*",
    "[1 TO",
    "a" * 6000,
    "\u202e黑",
    "' OR 1=1 --",
    "\\",
    "name:",
    "-",
    "{}",
    "🪐",
    "?",
]


@pytest.mark.parametrize("query", ODD)
def test_odd_strings_are_queries_like_any_other(small: EmbeddedEngine, query: str) -> None:
    small.search(asked(query, "en"))
