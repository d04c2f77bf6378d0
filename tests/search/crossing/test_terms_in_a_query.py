"""The glossary finds its terms in queries of any script, and says them in the other languages."""

from __future__ import annotations

import pytest

from search.crossing import Concept, Glossary
from search.querying import Either, FieldIs, Phrase, Query, Without, Words

HOLE = Concept(
    {
        "en": "black hole",
        "zh-hans": "黑洞",
        "zh-hant": "黑洞",
        "ar": "ثقب أسود",
        "ru": "чёрная дыра",
        "ja": "ブラックホール",
        "ko": "블랙홀",
        "bo": "ནག་ཁུང",
        "ug": "قارا ئۆڭكۈر",
        "mn": "хар нүх",
        "hi": "कृष्ण विवर",
        "th": "ดาวฤกษ์",
        "de": "Schwarzes Loch",
    },
    1,
)
HOLES = Concept({"en": "hole", "fr": "trou", "zh-hans": "孔洞"}, 2)
STAR = Concept({"en": "star", "fr": "étoile", "zh-hans": "恒星", "de": "Stern"}, 3)
GLOSSARY = Glossary([HOLE, HOLES, STAR])

QUERIES = [
    ("zh-hans", "为什么黑洞不发光", "黑洞"),
    ("zh-hant", "為何黑洞不發光", "黑洞"),
    ("ja", "ブラックホールとは何ですか", "ブラックホール"),
    ("ko", "블랙홀이란 무엇인가", "블랙홀"),
    ("ru", "Что внутри чёрной дыры?", "чёрной дыры"),
    ("ru", "чернои дыры нет, есть черная дыра", "черная дыра"),
    ("en", "Do Black Holes evaporate?", "Black Holes"),
    ("ar", "ما هو الثقب الأسود؟", "الثقب الأسود"),
    ("bo", "ནག་ཁུང་ཞེས་པ་ཅི་ཡིན", "ནག་ཁུང"),
    ("ug", "قارا ئۆڭكۈر دېگەن نېمە", "قارا ئۆڭكۈر"),
    ("mn", "хар нүх гэж юу вэ", "хар нүх"),
    ("hi", "कृष्ण विवर क्या है", "कृष्ण विवर"),
    ("th", "ดาวฤกษ์คืออะไร", "ดาวฤกษ์"),
]


@pytest.mark.parametrize(("lang", "text", "typed"), QUERIES)
def test_a_term_is_found_in_a_sentence(lang: str, text: str, typed: str) -> None:
    (mention,) = [each for each in GLOSSARY.mentions(text, lang) if each.concept is HOLE]

    assert mention.typed.strip("་") == typed


def test_a_longer_term_wins_over_its_parts() -> None:
    assert [each.concept for each in GLOSSARY.mentions("a black hole beside a star", "en")] == [HOLE, STAR]


def test_words_that_only_begin_like_a_term_are_none() -> None:
    assert not GLOSSARY.mentions("holistic starch", "en")


def test_the_readers_language_decides_between_terms_that_are_spelled_alike() -> None:
    poison, present = Concept({"de": "Gift", "en": "poison"}, 5), Concept({"en": "gift", "de": "Geschenk"}, 6)
    glossary = Glossary([poison, present])

    assert [each.concept for each in glossary.mentions("gift", "en")] == [present]
    assert [each.concept for each in glossary.mentions("gift", "de")] == [poison]


def test_a_term_in_another_language_than_the_readers_is_found_too() -> None:
    said = dict(GLOSSARY.translations(Query.of("black hole"), "zh-hans"))

    assert said["zh"] == Query((Words("黑洞"),))
    assert "en" not in said


def test_each_term_of_a_query_is_said_and_other_words_are_left_out() -> None:
    said = dict(GLOSSARY.translations(Query.of("恒星 怎样变成 孔洞"), "zh-hans"))

    assert said["fr"] == Query((Either((Words("étoile"), Words("trou"))),))


def test_conditions_stay_as_they_are() -> None:
    asked = Query((Phrase("恒星"), FieldIs("contributor", Words("Li")), Without(Words("Sonne"))))

    assert dict(GLOSSARY.translations(asked, "zh-hans"))["de"] == Query((Words("Stern"), *asked.parts[1:]))


def test_a_query_without_terms_has_no_translation() -> None:
    assert GLOSSARY.translations(Query.of("beach umbrella"), "en") == ()
    assert Glossary().translations(Query.of("star"), "en") == ()
