"""Words, numbers and marks of a text, and the folding of what no reader sees."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

from content.review.grading.vocabulary import base_of

# Zero-width marks, soft hyphens, joiners and the Arabic kashida carry nothing that is read.
_UNSEEN = regex.compile(r"[\u00ad\u200b\u200e\u200f\u2060\ufeff\u0640]")
_CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}，。；：！？、「」（）]"
_CJK_SPACE = regex.compile(rf"(?<={_CJK})[ \u3000]+(?={_CJK})")
_TOKEN = regex.compile(
    r"""
    (?P<number>\p{N}(?:[\p{N}.,:/٫٬·]*\p{N})?)
  | (?P<han>[\p{Han}々〆]+)
  | (?P<kana>[\p{Hiragana}]+|[\p{Katakana}ー]+)
  | (?P<word>[\p{L}\p{M}][\p{L}\p{M}\u200c\u200d]*(?:['’ʼ]\p{L}+)*)
  | (?P<mark>\S)
    """,
    regex.VERBOSE,
)
# Full-width letters and digits are the same letters and digits.
_FULL_WIDTH = (
    {0xFF10 + n: 0x30 + n for n in range(10)}
    | {0xFF21 + n: 0x41 + n for n in range(26)}
    | {0xFF41 + n: 0x61 + n for n in range(26)}
)
_HALF_WIDTH = regex.compile(r"[\uff61-\uff9f]+")
_TO_LATIN = str.maketrans("асеорхуіАВСЕНКМОРТХУ", "aceopxyiABCEHKMOPTXY")
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _TO_LATIN.items()}
_APART = regex.compile(r"(?<=\p{L})\s+(?=['’]s\b)")
# Languages of the Tibetan script.
TIBETAN = frozenset({"bo", "bod", "tib", "dz"})
_TSHEG = "\u0f0b\u0f0c"


@dataclass(frozen=True)
class Token:
    text: str
    kind: str
    start: int
    # The first word of a sentence: its capital says nothing.
    first: bool
    # What stands before it: a mark, or nothing but the word before, or a space.
    behind: str = " "

    @property
    def is_word(self) -> bool:
        return self.kind != "mark"

    @property
    def is_han(self) -> bool:
        return self.kind == "han"


def fold(text: str) -> str:
    """Canonical composition, without what no reader sees; CJK spaces and half-width forms as they are read."""
    text = _UNSEEN.sub("", _HALF_WIDTH.sub(_wide, unicodedata.normalize("NFC", text))).translate(_FULL_WIDTH)
    text = regex.sub(r"−(?=\p{N})", "-", text)
    text = _APART.sub("", regex.sub(r"(?<!-)--(?!-)", "—", text))
    return regex.sub(r"\p{L}+", _one_script, _CJK_SPACE.sub("", text).strip())


def _wide(match: regex.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def _one_script(match: regex.Match[str]) -> str:
    """A word of Latin and Cyrillic letters is one of them, mistyped on the other keyboard."""
    word: str = match.group()
    latin, cyrillic = len(regex.findall(r"\p{Latin}", word)), len(regex.findall(r"\p{Cyrillic}", word))
    if not latin or not cyrillic:
        return word
    return word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)


def tokens_of(text: str, lang: str) -> list[Token]:
    """In order. Tibetan syllables are joined across the tsheg, which is a mark of spelling."""
    found: list[Token] = []
    first, end = True, 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        behind = _behind(found[-1] if found else None, spaced=match.start() > end)
        written = match.group().replace("’", "'").replace("ʼ", "'")
        token = Token(written, kind, match.start(), first and kind != "mark", behind)
        found.append(token)
        end = match.end()
        if kind != "mark":
            first = False
        elif token.text in ".!?。！？…؟۔।॥།":
            first = True
    return _syllables(found) if base_of(lang) in TIBETAN else found


def _behind(last: Token | None, *, spaced: bool) -> str:
    if last is not None and last.kind == "mark":
        return last.text
    return " " if spaced or last is None else ""


def _syllables(tokens: list[Token]) -> list[Token]:
    """Tibetan words as runs of syllables: where the tsheg is missing, nothing else has changed."""
    runs: list[Token] = []
    for token in tokens:
        if token.kind == "mark" and token.text in _TSHEG:
            continue
        if runs and token.kind == "word" and runs[-1].kind == "word":
            last = runs.pop()
            token = Token(last.text + token.text, "word", last.start, last.first, last.behind)  # noqa: PLW2901
        runs.append(token)
    return runs


def joined_by_nothing(tokens: list[Token]) -> str:
    return "".join(token.text for token in tokens)
