"""Accents of the Romance languages: left off by haste, or telling one word from another (publico, público, publicó)."""

from __future__ import annotations

import unicodedata

import regex

from content.review.grading.lexicon import GAP, bend_alike, commonness, is_listed, realness
from content.review.grading.vocabulary import base_of

COMMON = 3.0
KNOWN = 1.8
_FORM = regex.compile(r"(?P<stem>.{2,}?)(?P<end>o|a|e|os|as|es|an|en|am|em|i|is|ais)")
_PARTICIPLE = regex.compile(r"(?P<stem>.{2,}?)(?:[aiu][dt][oaie]s?|a(?:nd|nt)[oe]s?)")
_FUTURE = regex.compile(r".{2,}[aei]r(?:[aeoi]|as|an|[aei]is|ia|ias|ian|emos|ao|am)")
# In Spanish and Portuguese an accent never stands on the last syllable but one of these, save on a vowel of its own.
_IMPOSSIBLE = regex.compile(r".*(?:[áéó]|(?<![aeou])[íú](?![aeo]))[^aeiouáéíóúü]+(?P<last>[aeo]|[iu][aeo])[ns]?")
_INFINITIVES = ("ar", "er", "ir", "are", "ere", "ire")
# Spellings of one sound before a and before e.
_BEFORE_E = (("qu", "c"), ("gu", "g"), ("c", "z"), ("ch", "c"), ("gh", "g"), ("j", "g"))


def is_slip(a: str, b: str, lang: str) -> bool:
    """Whether one of two words that accents alone tell apart is no word."""
    (low, wrong), (high, right) = sorted(((commonness(a, lang), a), (commonness(b, lang), b)))
    if base_of(lang) in {"es", "pt"} and _impossible(wrong, lang) and not _impossible(right, lang):
        return low == 0
    if len(wrong) < 5 or high < (COMMON if low else KNOWN) or (low and high - low < GAP):
        return False
    if is_listed(wrong, lang) and (low >= 2.5 or is_listed(right, lang)):
        return False
    return not (_of_a_verb(wrong, right, lang) or bend_alike(wrong, right, lang, GAP) or _is_plural(wrong, right, lang))


def plain(word: str) -> str:
    return regex.sub(r"\p{M}", "", unicodedata.normalize("NFD", word))


def _impossible(word: str, lang: str) -> bool:
    found = _IMPOSSIBLE.fullmatch(word)
    # Portuguese: história.
    return found is not None and (base_of(lang) == "es" or len(found["last"]) == 1)


def _of_a_verb(wrong: str, right: str, lang: str) -> bool:
    """French and Italian verbs tell their forms apart by the last accent only: change, changé; parlo, parlò."""
    ends = [len(word) - len(word.rstrip("s")) + 1 for word in (wrong, right)]
    last = wrong[: -ends[0]] == right[: -ends[1]]
    return (last or base_of(lang) not in {"fr", "it"}) and _is_form(plain(wrong), lang)


def _is_form(word: str, lang: str) -> bool:
    """Whether a verb may have this form, with or without the accent: then the accent tells who and when."""
    if _FUTURE.fullmatch(word) and any(_is_verb(word[:end], lang) for end in range(4, len(word))):
        return True
    found = _FORM.fullmatch(word)
    stems = {found["stem"]} if found else set()
    stems |= {stem.removesuffix(soft) + hard for stem in stems for soft, hard in _BEFORE_E if stem.endswith(soft)}
    part = _PARTICIPLE.fullmatch(word)
    stems |= {part["stem"]} if part else set()
    return any(_is_verb(stem + ending, lang) for stem in stems for ending in _INFINITIVES)


def _is_verb(word: str, lang: str) -> bool:
    return word.endswith(_INFINITIVES) and len(word) >= 4 and commonness(word, lang) >= KNOWN


def _is_plural(wrong: str, right: str, lang: str) -> bool:
    """Whether it's the plural of a word that has no accent: ingles, of ingle."""
    return (
        wrong.endswith("s") and realness(wrong[:-1], lang) >= 2.0 and commonness(right[:-1], lang) < commonness(wrong[:-1], lang)
    )


def tone_elsewhere(a: str, b: str) -> bool:
    """Vietnamese: the same letters with the same tone, written on the letter beside: hòa, hoà."""
    return a != b and _toneless(a) == _toneless(b) and _tones(a) == _tones(b) != ""


_TONE = "\u0300\u0301\u0303\u0309\u0323"


def _toneless(word: str) -> str:
    return regex.sub(f"[{_TONE}]", "", unicodedata.normalize("NFD", word))


def _tones(word: str) -> str:
    return regex.sub(f"[^{_TONE}]", "", unicodedata.normalize("NFD", word))
