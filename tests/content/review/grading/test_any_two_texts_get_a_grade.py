"""Whatever the texts and the language: an answer, and never the harmless one for a number or a negation."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from content.review.grading import GRADES, grade, grade_texts

# With word lists and without, unknown ones, and codes that are none.
LANGS = ["en", "en-GB", "zh", "zh-hans", "zh_TW", "ar", "ru", "de", "es", "ja", "ko", "bo", "ug", "mn", "vi", "fa", "hi"]
LANGS += ["sr-Latn", "fil", "qaa", "xx-XX-x", "", " ", "..", "../en", "_han", "ゼ", "x" * 300]
LETTERS = "aeosß äé'’.,;:!?-–()[]«»“”\"/0 1２٣Ⅳ½10⁻⁶µ°αбёъ"
LETTERS += "不没的地是水三亿はがをーカ한글은는 ا أ ة ه ي ى لا བོད་ཡིན།\u200c\u200d\u00ad\u0640\u064b\n\t"
NEGATIONS = {
    "en": "not", "fr": "pas", "es": "no", "de": "nicht", "ru": "не", "ar": "لا", "it": "non", "pt": "não", "uk": "не",
    "tr": "değil", "fa": "نه", "hi": "नहीं", "vi": "không", "id": "tidak", "mn": "биш", "ug": "ئەمەس", "ko": "안", "xx": "nix",
}  # fmt: skip
texts = st.text(st.sampled_from(LETTERS) | st.characters(exclude_categories=["Cs"]), max_size=40)
langs = st.sampled_from(LANGS)


@given(texts, texts, langs)
def test_any_two_strings_in_any_language(old: str, new: str, lang: str) -> None:
    assert grade(old, new, lang=lang).grade in {*GRADES, "none"}
    assert grade(old, old, lang=lang).grade == "none"
    assert all(change.grade in GRADES for change in grade_texts(old, new, lang=lang))


@given(texts, texts, st.integers(0, 9), st.integers(0, 9), langs)
def test_another_digit_is_another_meaning(before: str, after: str, one: int, two: int, lang: str) -> None:
    assume(one != two)

    assert grade(f"{before}{one}{after}", f"{before}{two}{after}", lang=lang).grade == "meaning"


@given(st.lists(st.sampled_from(["star", "вода", "ماء", "étoile", "तारा", "별", "not"]), min_size=1, max_size=6), st.data())
def test_a_negation_put_in_is_another_meaning(words: list[str], data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(sorted(NEGATIONS)))
    at = data.draw(st.integers(0, len(words)))
    new = [*words[:at], NEGATIONS[lang], *words[at:]]

    assert grade(" ".join(words), " ".join(new), lang=lang).grade == "meaning"
    assert grade(" ".join(new), " ".join(words), lang=lang).grade == "meaning"


@given(texts, texts, st.sampled_from("不没沒無非未勿莫"), st.sampled_from(["zh", "zh-hans", "zh-hant", "ja"]))
def test_a_character_that_negates_is_another_meaning(before: str, after: str, negation: str, lang: str) -> None:
    assert grade(f"{before}水{after}", f"{before}{negation}水{after}", lang=lang).grade == "meaning"


@given(st.sampled_from(["bo", "ug", "mn", "qaa", "sw", "sr-Latn", "en-GB", "zh"]))
def test_spaces_and_marks_are_typos_in_any_language(lang: str) -> None:
    assert grade("Foo  bar , baz.", "Foo bar, baz.", lang=lang).grade == "typo"
    assert grade("Foo bar", "Foo bar.", lang=lang).grade == "typo"
    assert grade("Foo bar..", "Foo bar.", lang=lang).grade == "typo"


def test_a_hundred_thousand_words_or_equal_paragraphs_are_aligned() -> None:
    words = ["star", "planet", "comet"] * 10_000
    paragraphs = ["The same."] * 5_000

    assert grade(" ".join(words), " ".join([*words[:15_000], "not", *words[15_000:]]), lang="en").grade == "meaning"
    changes = grade_texts("\n\n".join(paragraphs), "\n\n".join([*paragraphs[:2_500], "Another.", *paragraphs[2_500:]]), lang="en")
    assert [change.reasons for change in changes] == [("passages added or removed",)]
