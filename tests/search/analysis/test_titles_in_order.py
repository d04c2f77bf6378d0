"""Titles in the order that readers of their language expect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.collation import sort_key

ORDERS = {
    "zh-hans": ["大气层", "地球", "黑洞", "恒星", "银河系", "月亮"],  # da, di, hei, heng, yin, yue
    "zh-hant": ["一", "大", "太陽", "月亮", "地球"],  # by strokes: 1, 3, 4, 4, 6
    "en": ["«Éclair»", "Electron", "‘Zenith’"],
    "es": ["nube", "ñandú", "órbita"],
    "de": ["Äther", "Atom", "Zucker"],
    "ru": ["Ёмкость", "Ехидна", "Жизнь"],
    "ar": ["أرض", "بحر", "نجم"],
    "bo": ["ཀ", "ཁ", "ང"],
}


@pytest.mark.parametrize("lang", ORDERS)
def test_each_language_has_its_order(lang: str) -> None:
    keys = [sort_key(title, lang) for title in ORDERS[lang]]

    assert keys == sorted(set(keys))


def test_numbers_go_by_their_value() -> None:
    assert sort_key("Chapter 2", "en") < sort_key("Chapter 10", "en")


@given(st.text(max_size=100), st.sampled_from(["en", "zh-hans", "xx", ""]))
def test_any_title_has_a_key_of_hexadecimal_digits(title: str, lang: str) -> None:
    assert set(sort_key(title, lang)) <= set("0123456789abcdef")
