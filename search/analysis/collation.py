"""Titles in the order of their own language (ICU): pinyin for simplified Chinese, strokes for traditional.

The keys are stored beside the text, so that a list has the same order in every engine and database.
"""

from __future__ import annotations

from functools import cache

from icu import Collator, Locale, UCollAttribute, UCollAttributeValue

ORDERS = {"zh": "zh@collation=pinyin", "zh-hans": "zh@collation=pinyin", "zh-hant": "zh-Hant@collation=stroke"}
LONGEST = 60  # characters of a title that its place depends on


def sort_key(title: str, lang: str) -> str:
    """As hexadecimal digits: to be compared as text. Signs don't count, numbers by their value."""
    return bytes(_collator(lang).getSortKey(title[:LONGEST])).rstrip(b"\0").hex()


@cache
def _collator(lang: str) -> Collator:
    collator = Collator.createInstance(Locale(ORDERS.get(lang, lang)))
    collator.setAttribute(UCollAttribute.ALTERNATE_HANDLING, UCollAttributeValue.SHIFTED)
    collator.setAttribute(UCollAttribute.NUMERIC_COLLATION, UCollAttributeValue.ON)
    return collator
