"""Where words stand in a text, as people count them: a word, or a character of a script without spaces."""

from __future__ import annotations

import unicodedata

import regex

from search.analysis.folding import fold_han, fold_word

_SINGLE = r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
UNIT = regex.compile(rf"{_SINGLE}\p{{M}}*|(?:(?!{_SINGLE})[\p{{L}}\p{{M}}\p{{N}}])+")


def simplified(text: str) -> str:
    """In one width, with simplified characters."""
    return fold_han(unicodedata.normalize("NFKC", text))


def fold_unit(unit: str, lang: str) -> str:
    """A unit of a text without what writers leave out or vary."""
    return fold_word(simplified(unit), lang)
