"""What people type, read as they mean it; what isn't syntax is words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.querying import Between, Either, FieldIs, Grammar, Phrase, Query, Without, Words, parse, write

GRAMMAR = Grammar.of(
    [
        ("title", "标题"),
        ("contributor", "作者"),
        ("contributor", "المؤلف"),
        ("kind", "тип"),
        ("date", "日期"),
        ("subject", "title"),
    ],
    ["OU", "ИЛИ", "或", "أو", "|"],
)


def read(text: str) -> tuple[object, ...]:
    return parse(text, GRAMMAR).parts


PHRASES = [
    '"black hole"',
    "“black hole”",
    "„black hole“",
    "„black hole”",
    "”black hole”",
    "«black hole»",
    "« black hole »",
    "»black hole«",
    "「black hole」",
    "『black hole』",
    "《black hole》",
    "＂black hole＂",
]


@pytest.mark.parametrize("text", PHRASES)
def test_quotation_marks_of_any_script_make_a_phrase(text: str) -> None:
    assert read(text) == (Phrase("black hole"),)


def test_chinese_needs_no_space_before_a_phrase() -> None:
    assert read('鲁迅《狂人日记》和"黑洞"') == (Words("鲁迅"), Phrase("狂人日记"), Words("和"), Phrase("黑洞"))


def test_inches_are_no_quotation() -> None:
    assert read('a 5" telescope and a 6" mirror') == (Words("a 5 telescope and a 6 mirror"),)


@pytest.mark.parametrize(
    "text", ["http://example.org/a", "3:2", "C++", ":-)", "-273.15 °C", "−5", "--help", "->", "a AND (", "x:y", "title:"]
)
def test_what_is_no_syntax_is_words(text: str) -> None:
    assert read(text) == (Words(text),)


@pytest.mark.parametrize("text", ["", " ", '"', '""', "“", "「」", "\u3000"])
def test_nothing_asks_for_nothing(text: str) -> None:
    assert not parse(text)


@pytest.mark.parametrize("minus", "-−－")
def test_a_minus_leaves_out(minus: str) -> None:
    assert read(f'star {minus}dwarf {minus}"black hole"') == (
        Words("star"),
        Without(Words("dwarf")),
        Without(Phrase("black hole")),
    )


def test_a_hyphen_within_a_word_leaves_nothing_out() -> None:
    assert read("x-ray well-known") == (Words("x-ray well-known"),)


@pytest.mark.parametrize("word", ["OR", "OU", "ИЛИ", "或", "أو", "|", "｜"])
def test_or_in_each_language_stands_between_two(word: str) -> None:
    assert read(f"x a {word} b y") == (Words("x"), Either((Words("a"), Words("b"))), Words("y"))


def test_or_joins_more_than_two_and_phrases() -> None:
    assert read('a OR "b c" OR title:d') == (Either((Words("a"), Phrase("b c"), FieldIs("title", Words("d")))),)


@pytest.mark.parametrize("text", ["OR", "OR a", "a OR", "a or b", "a ou b", "ما هو الثقب الأسود أو النجم النيوتروني"])
def test_or_elsewhere_or_within_a_sentence_is_a_word(text: str) -> None:
    assert read(text) == (Words(text),)


def test_or_with_what_is_left_out_is_a_word() -> None:
    assert read("a OR -b") == (Words("a OR"), Without(Words("b")))


@pytest.mark.parametrize("text", ["title:star", "TITLE:star", "标题:star", "标题：star", "标题：star "])
def test_fields_have_names_in_each_language(text: str) -> None:
    assert read(text) == (FieldIs("title", Words("star")),)


def test_a_translated_name_takes_no_english_ones_place() -> None:
    assert read("title:star") == (FieldIs("title", Words("star")),)


def test_a_field_holds_a_phrase_or_is_left_out() -> None:
    assert read('作者:"Ada L" -المؤلف:Bob') == (
        FieldIs("contributor", Phrase("Ada L")),
        Without(FieldIs("contributor", Words("Bob"))),
    )


DAYS = [
    ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ("2020..2024", date(2020, 1, 1), date(2024, 12, 31)),
    ("2024..2020", date(2020, 1, 1), date(2024, 12, 31)),
    ("2020-2024", date(2020, 1, 1), date(2024, 12, 31)),
    ("2020..", date(2020, 1, 1), None),
    ("..2020", None, date(2020, 12, 31)),
    (">=2020", date(2020, 1, 1), None),
    ("≥2020", date(2020, 1, 1), None),
    (">2020", date(2021, 1, 1), None),
    ("<=2020-02", None, date(2020, 2, 29)),
    ("<2020-03", None, date(2020, 2, 29)),
    ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
    ("2024-05-17", date(2024, 5, 17), date(2024, 5, 17)),
    ("2024年5月", date(2024, 5, 1), date(2024, 5, 31)),
    ("2024年5月17日", date(2024, 5, 17), date(2024, 5, 17)),
    ("２０２０～２０２４", date(2020, 1, 1), date(2024, 12, 31)),
    ("2020…2024", date(2020, 1, 1), date(2024, 12, 31)),
    ("٢٠٢٠", date(2020, 1, 1), date(2020, 12, 31)),
    ("2020-05..2020-06-03", date(2020, 5, 1), date(2020, 6, 3)),
]


@pytest.mark.parametrize(("days", "start", "end"), DAYS)
def test_days_are_read_as_they_are_written(days: str, start: date | None, end: date | None) -> None:
    assert read(f"date:{days}") == (Between("date", start, end),)
    assert read(f"日期：{days}") == (Between("date", start, end),)


@pytest.mark.parametrize("days", ["yesterday", "2020-13", "0000", "..", ">9999-12-31", "99999", "2020..x"])
def test_what_is_no_day_is_words(days: str) -> None:
    assert read(f"date:{days}") == (Words(f"date:{days}"),)


SIGNS = '" “ ” „ « » 「 」 - − － OR 或 ИЛИ | : ： title 标题 date 2020 .. >= a b 黑洞 5 ( ) é date: title: نجم أو'
PIECES = st.sampled_from([*SIGNS.split(" "), " ", "\u200f", "\x00"])


@given(st.text(max_size=80) | st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=9).map(" ".join))
def test_any_string_is_read_and_its_tree_written_reads_the_same(text: str) -> None:
    tree = parse(text, GRAMMAR)

    assert isinstance(tree, Query)
    assert parse(write(tree), GRAMMAR) == tree
    assert parse(write(tree, {"title": "标题", "date": "日期"}), GRAMMAR) == tree


WORDS = st.sampled_from(["black", "hole", "x-ray", "黑洞", "CO2", "نجم", "3:2", "C++"])
RUNS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
SINGLE = st.one_of(
    WORDS.map(Words),
    RUNS.map(Phrase),
    st.builds(FieldIs, st.sampled_from(["title", "contributor"]), WORDS.map(Words) | RUNS.map(Phrase)),
    st.dates().map(lambda day: Between("date", day, None)),
    st.tuples(st.dates(), st.dates()).map(lambda days: Between("date", min(days), max(days))),
)
LEFT_OUT = (st.sampled_from(["dwarf", "黑洞"]).map(Words) | RUNS.map(Phrase)).map(Without)
TREES = st.lists(SINGLE | LEFT_OUT | st.lists(SINGLE, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts))), max_size=4)


@given(TREES)
def test_a_tree_is_written_and_read_again(parts: list[object]) -> None:
    apart = [
        part for one, part in zip([None, *parts], parts, strict=False) if not (isinstance(one, Words) and isinstance(part, Words))
    ]
    tree = Query(tuple(apart))  # type: ignore[arg-type]

    assert parse(write(tree), GRAMMAR) == tree
