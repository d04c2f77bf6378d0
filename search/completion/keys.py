"""Keys to complete by: pure functions, the same for a name and for what is typed of it.

A key is a name from one of its words on, folded, without spaces and signs: `covid-19`, `COVID 19` and `covid19` are one.
Han, kana and scripts without spaces begin anew at each character, other scripts at each word. Han has its pinyin and
the initials of it beside the characters; Hangul is taken apart into the letters of its keyboard, and has initials too.
"""

from __future__ import annotations

import regex

from search.analysis import family
from search.analysis.folding import fold_word, without_article
from search.analysis.units import UNIT, simplified
from search.completion.readings import hangul_initials, hangul_letters, pinyin_of

LONGEST = 32  # characters of a key
MOST_PLACES = 16  # of a name, where a key begins

_HAN = regex.compile(r"\p{Han}")
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def keys_of(name: str, lang: str) -> dict[str, bool]:
    """The keys of a name in a language; true for those that begin where the name does."""
    units = _units(name, lang)[: MOST_PLACES + LONGEST]
    ways = _ways(units, chinese=family(lang) == "zh")
    keys: dict[str, bool] = {}
    for place in range(min(len(units), MOST_PLACES)):
        bare = hangul_letters(without_article(units[place]))
        for key in ["".join(way[place:]) for way in ways] + [bare + "".join(ways[0][place + 1 :])]:
            keys.setdefault(key[:LONGEST], place == 0)
    return keys


def keys_typed(text: str, lang: str) -> list[str]:
    """What the keys of a name must begin with for it to be meant; none for a text without letters and numbers."""
    units = _units(text[: 4 * LONGEST], lang)
    if not units:
        return []
    rest = "".join(units[1:])
    spellings = (units[0] + rest, without_article(units[0]) + rest)
    return list(dict.fromkeys(hangul_letters(spelling)[:LONGEST] for spelling in spellings if spelling))


def _units(text: str, lang: str) -> list[str]:
    text = simplified(text).translate(_HIRAGANA)
    return [folded for unit in UNIT.findall(text) if (folded := fold_word(unit, lang))]


def _ways(units: list[str], *, chinese: bool) -> list[list[str]]:
    """The units in each way they may be typed: as they are, in pinyin, by its initials, by those of Hangul."""
    letters = [hangul_letters(unit) for unit in units]
    pinyin = pinyin_of([unit if chinese and _HAN.match(unit) else "" for unit in units])
    readings = (pinyin, [reading[:1] for reading in pinyin], [hangul_initials(unit) for unit in units])
    return [letters, *([by or unit for by, unit in zip(reading, letters, strict=True)] for reading in readings)]
