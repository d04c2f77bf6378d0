"""Runs of Japanese kana: a particle or an ending written twice, small letters, the mark of a long vowel."""

from __future__ import annotations

import regex

from content.review.grading.lexicon import realness
from content.review.grading.slips import edit_of
from content.review.grading.tokens import Token

MEANING = ("meaning", "words")
TYPO = ("typo", "spelling")
REPEATED = ("typo", "repeated particle")
_PARTICLE = regex.compile(r"(?<=.)(の|を|が|は|に|で|と|も)\1|^(を|が|の)\2|ー$")
_BEHIND_A_WORD = regex.compile(r"^(は|に|で|と|も|た|て)\1")
_ENDING = regex.compile(r"(まし|した|です|ます|から|して|てい|という|こと|もの|られ|ている|ました)\1")
_STUTTER = regex.compile(r"(?<=.)(ま|た|て)\1(?=[すしたいる])|(?<=[もただてっ])([もただて])\2$")
# As they sound: the small letters as the large ones, and what is said は, を, へ.
_ALIKE = str.maketrans("っゃゅょッャュョァィゥェォぢづヂヅ", "つやゆよツヤユヨアイウエオじずジズ")
_NO_GLIDE = str.maketrans("っッぢづヂヅ", "つツじずジズ")
_LONG = "ー"
COMMON = 3.0


def pair(one: Token, two: Token, lang: str) -> tuple[str, str]:
    a, b = one.text, two.text
    if _once(one) == _once(two) or _ENDING.sub(r"\1", a) == _ENDING.sub(r"\1", b):
        return REPEATED
    if not one.first and {a, b} == {"わ", "は"} and one.behind == "" and b == "は":
        return TYPO
    if regex.fullmatch(r"[\p{Katakana}ー]+", a):
        return _katakana(a, b, lang)
    if a.translate(_ALIKE) != b.translate(_ALIKE):
        return MEANING
    low, high = sorted((realness(a, lang), realness(b, lang)))
    # びょういん is a hospital, びよういん a hairdresser's.
    return TYPO if _without_glides(a) == _without_glides(b) or (low == 0 and high >= COMMON) else ("meaning", "another word")


def _without_glides(kana: str) -> str:
    return kana.translate(_NO_GLIDE)


def _once(token: Token) -> str:
    """Without the doubled particle: もも, はは and とと are words where no word is in front of them."""
    text = _PARTICLE.sub(r"\1\2", token.text)
    return _BEHIND_A_WORD.sub(r"\1", text) if token.behind == "" else text


def _katakana(a: str, b: str, lang: str) -> tuple[str, str]:
    """Another form of one foreign word, of which one is no word: a long vowel, a small letter, a doubled or swapped one."""
    low, high = sorted((realness(a, lang), realness(b, lang)))
    form = a.replace(_LONG, "").translate(_ALIKE) == b.replace(_LONG, "").translate(_ALIKE)
    near = edit_of(a, b) in {"doubled", "swapped"} or _around(a) == _around(b)
    if min(len(a), len(b)) < 3 or not (form or near):
        return MEANING
    return TYPO if high >= 3.0 and (low == 0 or (form and len(a) >= 5 and high - low >= 1.0)) else ("meaning", "another word")


def _around(word: str) -> str:
    """シュミ as シミュ."""
    return regex.sub("シュミ", "シミュ", word)
