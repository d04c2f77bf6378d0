"""The parts of technical words that one letter turns into another thing: chlorite and chlorate, hyper- and hypo-."""

from __future__ import annotations

import tomllib
from functools import cache

import regex

from content.review.grading.vocabulary import WORDS

_LISTS = tomllib.loads((WORDS / "_science.toml").read_text(encoding="utf-8"))
UNITS = frozenset(_LISTS["units"].split())
ELEMENTS = frozenset(_LISTS["elements"].split())
# Endings of compounds, enzymes, minerals and processes, with what a language bends behind them.
_ENDINGS = (
    regex.compile(
        r"(?P<stem>.{2,}?)(?P<end>at|it|id|ur|an|en|in|yn|on|ol|al|yl|il|os|as|ic|ous|eous)(?P<rest>e|o|a|s|es|os|as|en|i|u|ı)?"
    ),
    regex.compile(r"(?P<stem>.{2,}?)(?P<end>ат|ит|ид|ан|ен|ин|он|ол|ал|ил|оз|аз)(?P<rest>а|у|ы|и|ов|ом|ам|ами|ах|е|у|ів)?"),
    regex.compile(r"(?P<stem>.{2,}?)(?P<end>ات|يت|يد|ان|ين|ون|ول|ال|يل|یت|ید|ین|یل)(?P<rest>)"),
    regex.compile(
        r"(?P<stem>.{2,}?)(?P<end>ライド|レート|ライト|タン|テン|チン|パン|ペン|ピン|ノール|ナール|ノン|ース|ーゼ)(?P<rest>)"
    ),
    regex.compile(r"(?P<stem>.{1,}?)(?P<end>ेट|ाइट|ाइड|ेन|ीन|ाइन|ोल|ोन|ोज़|ेज़)(?P<rest>)"),
)
_BEGINNINGS = [
    "hyper",
    "hypo",
    "hipper",
    "hiper",
    "hipo",
    "iper",
    "ipo",
    "inter",
    "intra",
    "endo",
    "exo",
    "ecto",
    "ento",
    "ab",
    "ad",
    "ante",
    "anti",
    "macro",
    "micro",
    "milli",
    "nano",
    "pico",
    "mega",
    "giga",
    "meso",
    "mono",
    "di",
    "tri",
    "tetra",
    "penta",
    "hexa",
    "poly",
    "oligo",
    "homo",
    "hetero",
    "iso",
    "para",
    "peri",
    "pre",
    "pro",
    "per",
    "post",
    "sub",
    "super",
    "supra",
    "sur",
    "infra",
    "ultra",
    "meta",
    "ortho",
    "in",
    "im",
    "un",
    "il",
    "ir",
    "non",
    "en",
    "em",
    "ex",
    "re",
    "de",
    "dis",
    "des",
    "гипер",
    "гипо",
    "гіпер",
    "гіпо",
    "интер",
    "интра",
    "макро",
    "микро",
    "мікро",
    "милли",
    "нано",
    "мега",
    "мезо",
    "моно",
    "ди",
    "три",
    "поли",
    "гомо",
    "гетеро",
    "изо",
    "пара",
    "пери",
    "пре",
    "при",
    "про",
    "пере",
    "под",
    "над",
    "суб",
    "супер",
    "инфра",
    "ультра",
    "бес",
    "без",
    "не",
    "ни",
]


@cache
def differ(a: str, b: str) -> bool:
    """Whether two words are one stem with two of these endings or beginnings, or with and without one."""
    return any(_by_ending(ending, a, b) for ending in _ENDINGS) or _by_beginning(a, b)


def _by_ending(ending: regex.Pattern[str], a: str, b: str) -> bool:
    one, two = ending.fullmatch(a), ending.fullmatch(b)
    return bool(one and two and one["stem"] == two["stem"] and one["end"] != two["end"] and one["rest"] == two["rest"])


def _by_beginning(a: str, b: str) -> bool:
    return bool(_stems(a) & _stems(b) - {""}) and a != b


def _stems(word: str) -> set[str]:
    """The word, and what is left of it behind each beginning."""
    return {word} | {word[len(start) :] for start in _BEGINNINGS if word.startswith(start) and len(word) >= len(start) + 3}
