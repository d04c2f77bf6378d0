"""From text to tokens, by script and language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import gather, grams, spans, tokens_of
from search.analysis.folding import fold_han, fold_word

LANGUAGES = ("en", "zh-hans", "ja", "ko", "th", "bo", "ar", "he", "hi", "tr", "de", "vi", "xx")


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "Étoile", "etoile"),
        ("el", "Άστρο", "αστρο"),
        ("tr", "IŞIK", "isik"),
        ("tr", "İstanbul", "istanbul"),
        ("ru", "звёзды", "звезды"),
        ("ar", "الطَّاقَةُ", "الطاقه"),
        ("fa", "ستاره‌ها", "ستارهها"),
        ("ur", "ستارہ", "ستاره"),
        ("he", "יָרֵחַ", "ירח"),
        ("hi", "जबड़े", "जबडे"),
        ("hi", "चाँद", "चांद"),
        ("vi", "đồng", "dong"),
        ("en", "Ｈ₂Ｏ", "h2o"),
        ("en", "gla\u200bcier", "glacier"),
        ("hi", "१२", "12"),
    ],
)
def test_what_readers_take_for_the_same_is_the_same(lang: str, one: str, other: str) -> None:
    assert fold_word(one, lang) == fold_word(other, lang)


@pytest.mark.parametrize(("lang", "one", "other"), [("ru", "край", "краи"), ("hi", "कि", "की"), ("ug", "ئې", "ئى")])
def test_what_readers_tell_apart_stays_apart(lang: str, one: str, other: str) -> None:
    assert fold_word(one, lang) != fold_word(other, lang)


def test_traditional_characters_and_half_width_kana_are_folded() -> None:
    assert fold_han("黑洞與時空") == "黑洞与时空"
    assert fold_han("ﾌﾞﾗｯｸﾎｰﾙ") == "ブラックホール"


@pytest.mark.parametrize(
    ("lang", "text", "token"),
    [
        ("en", "stars", "en|s|star"),
        ("fr", "L’étoile", "fr|w|etoile"),
        ("fr", "étoile", "fr|e|étoile"),
        ("tr", "Newcastle'ın", "tr|w|newcastle"),
        ("de", "Köln", "de|w|koeln"),
        ("da", "Århus", "da|w|aarhus"),
        ("ar", "والشمس", "ar|w|شمس"),
        ("en", "X-ray", "en|w|xray"),
        ("en", "X-ray", "en|w|ray"),
        ("en", "10,000", "en|w|10000"),
        ("en", "5km", "en|w|km"),
        ("en", "COVID-19", "en|w|covid19"),
        ("zh-hans", "恆星", "zh|h|恒星"),
        ("zh-hant", "恆", "zh|h1|恒"),
        ("ja", "ｶﾞﾗｽ", "ja|h|ガラ"),
        ("ko", "별자리는", "ko|h|별자"),
        ("th", "ดวงดาว", "th|t|ดวง"),
        ("bo", "སྐར་མ་", "bo|h|སྐར་མ"),
        ("xx", "obmeno", "xx|w|obmeno"),
    ],
)
def test_a_text_is_found_by_its_tokens(lang: str, text: str, token: str) -> None:
    assert token in tokens_of(text, lang)


def test_what_a_query_of_several_characters_asks_for_are_their_pairs() -> None:
    assert [span.tokens for span in spans("黑洞", "zh-hans", query=True)] == [("zh|h|黑洞",)]
    assert [span.tokens for span in spans("洞", "zh-hans", query=True)] == [("zh|h1|洞",)]


def test_pieces_of_a_word_know_its_ends() -> None:
    assert grams("de|w|klima") == ("de|g|_kli", "de|g|klim", "de|g|lima", "de|g|ima_")
    assert set(grams("de|w|klimaschutz")[:-1]) <= set(grams("de|w|klimaschutzgesetz"))


def test_places_follow_the_text() -> None:
    found = gather("A star, 恒星 and X-ray", "en").sequence
    assert found == [
        "en|w|a",
        "en|w|star",
        "en|h1|恒",
        "en|h1|星",
        "en|w|and",
        "en|w|x",
        "en|w|ray",
    ]


@given(st.text(max_size=100), st.sampled_from(LANGUAGES))
def test_an_index_holds_what_spans_say(text: str, lang: str) -> None:
    text = unicodedata.normalize("NFC", text)
    said = {token for token in tokens_of(text, lang) if token.split("|", 2)[1] not in {"j", "h1"}}
    found = gather(text, lang)
    assert set(found.body) == said
    assert {token for token in tokens_of(text, lang) if token.split("|", 2)[1] == "h1"} <= set(found.sequence)
