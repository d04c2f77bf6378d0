"""The passage that answers, cut around the words that were searched for; whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import spans
from search.documents import PassageText
from search.finding.marking import WIDTH, Snippet, snippet


def cut(query: str, lang: str, *texts: str, of: str = "") -> Snippet:
    wanted = [token for span in spans(query, of or lang, query=True) for token in span.tokens]
    return snippet([PassageText(str(place), text) for place, text in enumerate(texts)], wanted, lang)


@pytest.mark.parametrize(
    ("query", "of", "lang", "text", "marked"),
    [
        ("銀河", "zh-hant", "zh-hans", "我们住在银河系里。", "<mark>银河</mark>"),
        ("星", "zh-hans", "zh-hans", "夜空中有许多恒星升起。", "恒<mark>星</mark>升"),
        ("恒星", "zh-hans", "zh-hans", "夜空中有许多恒星升起。", "许多<mark>恒星</mark>升"),
        ("الابراج", "ar", "ar", "تمثل الأبراج حيوانات", "<mark>الأبراج</mark>"),
        ("etoiles", "fr", "fr", "L’étoile polaire", "<mark>L’étoile</mark>"),
        ("звезды", "ru", "ru", "Полярная звёзды", "<mark>звёзды</mark>"),
        ("ＸＲＡＹ telescope", "en", "en", "An x-ray telescope", "<mark>telescope</mark>"),
        ("별자리", "ko", "ko", "동아시아의 별자리는 다르다", "<mark>별자리"),
    ],
)
def test_words_are_marked_as_the_text_spells_them(query: str, of: str, lang: str, text: str, marked: str) -> None:
    assert marked in cut(query, lang, text, of=of).html


def test_the_passage_with_most_of_the_words_is_shown() -> None:
    found = cut("black hole", "en", "A black cat.", "The hole is black.", "A hole in the wall.")

    assert (found.address, found.html) == ("1", "The <mark>hole</mark> is <mark>black</mark>.")


def test_words_that_stand_together_are_shown_rather_than_the_first() -> None:
    text = f"Black is a colour. {'Of this and that. ' * 40} There a black hole shines. {'Of this and that. ' * 40}"

    assert "<mark>black</mark> <mark>hole</mark> shines" in cut("black hole", "en", text).html


def test_a_snippet_is_escaped_and_short() -> None:
    found = cut("star", "en", "<script> & " * 50 + "a <b>star</b>" + " & <i>" * 50)

    assert "<mark>star</mark>" in found.html
    assert "<b>" not in found.html
    assert len(found.html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) <= WIDTH + 30


def test_where_nothing_answers_the_first_passage_is_shown_unmarked() -> None:
    assert cut("star", "en", "Nothing.", "Nor here.") == Snippet("Nothing.", "0")
    assert cut("star", "en") == Snippet()


@given(st.lists(st.text(max_size=300), max_size=3), st.text(max_size=20), st.sampled_from(["en", "zh-hans", "ar", "ko", "bo"]))
def test_any_text_is_cut_for_any_query(texts: list[str], query: str, lang: str) -> None:
    found = cut(query, lang, *texts)

    assert "<" not in found.html.replace("<mark>", "").replace("</mark>", "")
    assert found.html.count("<mark>") == found.html.count("</mark>")
