"""Whether two words of an alphabetic script are one word, once misspelt."""

from __future__ import annotations

from dataclasses import replace

import regex

from content.review.grading import accents, arabic, hangul, kana
from content.review.grading.lexicon import commonness, is_name_abroad, realness
from content.review.grading.science import ELEMENTS
from content.review.grading.slips import misspelt
from content.review.grading.tokens import Token
from content.review.grading.vocabulary import base_of, names, vocabulary

MEANING = ("meaning", "words")
TYPO = ("typo", "spelling")
OTHER = ("meaning", "another word")
# What ends so in German is a noun; what is long and ends in none of the second is no adjective and no verb.
_GERMAN_NOUN = regex.compile(
    r".{3,}(?:ung|heit|keit|schaft|tion|tät|ismus|nis|ment|ium|kunde|logie|gra(?:ph|f)ie|ik|tur|eur|or|skop|meter|stoff|ler|iker)"
    r"(?:e|en|s|er|se|n)?|.*forscher(?:s|n)?"
    r"|.{7,}(?<!e|en|er|es|em|t|lich|ig|isch|sam|bar|los|haft|nd|weise|wärts|s)"
)
_ACCENTED = frozenset({"fr", "es", "pt", "it", "ca", "gl", "ro"})
_SHARP_S = regex.compile(r"ma(?:ss|ß)|bu(?:ss|ß)|flo(?:ss|ß)|ru(?:ss|ß)|(?:ge)?scho(?:ss|ß)|fli?e(?:ss|ß)")


def pair(one: Token, two: Token, lang: str) -> tuple[str, str]:
    """The grade of putting the word `two` for the word `one`."""
    if one.kind != two.kind or one.kind == "number":
        return MEANING
    if _joiners(one.text) != _joiners(two.text):
        return _joined(one.text, two.text)
    if one.text.casefold() == two.text.casefold() and not _sharp(one.text, two.text):
        return _capital(one, two, lang)
    one, two = _without_article(one, two)
    if frozenset((_lower(one), _lower(two))) in vocabulary(lang).slips and _case_of(one) == _case_of(two):
        return TYPO
    if one.kind == "kana":
        return kana.pair(one, two, lang)
    if _is_name(one, lang) or _is_name(two, lang):
        return "meaning", "name"
    return _listed(_lower(one), _lower(two), lang) or misspelt(one.text.casefold(), two.text.casefold(), lang)


def _without_article(one: Token, two: Token) -> tuple[Token, Token]:
    """What both share before an apostrophe is a word of its own: l'océan, qu'elle."""
    start = one.text.find("'") + 1
    if not start or start == len(one.text) or one.text[:start] != two.text[:start]:
        return one, two
    return tuple(replace(token, text=token.text[start:], first=False) for token in (one, two))  # type: ignore[return-value]


def _lower(token: Token) -> str:
    """Unlike `casefold`, it leaves ß."""
    return token.text.lower()


def _case_of(token: Token) -> bool:
    return token.text[:1].isupper()


def _sharp(a: str, b: str) -> bool:
    return ("ß" in a) != ("ß" in b)


def _joiners(word: str) -> str:
    return regex.sub("[^\u200c\u200d]", "", word)


def _joined(a: str, b: str) -> tuple[str, str]:
    """A half-space left off is a slip; one that stands elsewhere parts other words."""
    same = regex.sub("[\u200c\u200d]", "", a) == regex.sub("[\u200c\u200d]", "", b)
    return ("typo", "spacing") if same and len(a) != len(b) else MEANING


def _capital(one: Token, two: Token, lang: str) -> tuple[str, str]:
    """A capital says nothing where a sentence begins, and belongs to every German noun."""
    noun = base_of(lang) == "de" and two.text == one.text.capitalize() and _GERMAN_NOUN.fullmatch(one.text)
    if two.text.lower() in vocabulary(lang).capitals:
        return "meaning", "capital"
    if noun or (one.first and two.first and _begins(one.text, two.text, lang)):
        return "typo", "capital"
    return "meaning", "capital"


def _begins(a: str, b: str, lang: str) -> bool:
    """Whether only the first letter differs, and no symbol is made of a word: Co, Mg, He."""
    if len(a) < 2 or a[1:] != b[1:]:
        return False
    return len(a) > 2 or a.capitalize() not in ELEMENTS or commonness(a, lang) >= 6.0


def _listed(a: str, b: str, lang: str) -> tuple[str, str] | None:
    """What is known of two words without looking at their letters."""
    known = vocabulary(lang)
    if frozenset((a, b)) in known.synonyms:
        return "style", "other word"
    if frozenset((a, b)) in known.apart:
        return OTHER
    if base_of(lang) == "vi" and accents.tone_elsewhere(a, b):
        return TYPO
    if base_of(lang) == "ko" and hangul.is_slip(a, b):
        return TYPO
    if known.spelt_alike(a) == known.spelt_alike(b):
        return _variant(a, b, lang)
    if known.hard & {a, b}:
        return "meaning", "negation, comparison or quantity"
    return None


def _is_name(token: Token, lang: str) -> bool:
    """A capital inside a sentence; where every sentence or noun has one, a word that other languages share."""
    if _lower(token) in names():
        return True
    if not token.text[:1].isupper():
        return False
    if base_of(lang) == "de" or token.first:
        return is_name_abroad(token.text) and commonness(token.text, lang) < 5.0
    return True


def _variant(a: str, b: str, lang: str) -> tuple[str, str]:
    """Two spellings by the rules of the language: a slip, unless both are words that differ."""
    base = base_of(lang)
    if base == "ar":
        return TYPO if arabic.is_slip(a, b) else OTHER
    if base in _ACCENTED:
        return TYPO if accents.is_slip(a, b, lang) else OTHER
    if base in {"ru", "uk", "mn", "be", "fa", "ur"}:
        return TYPO
    if base == "de":
        return OTHER if _SHARP_S.search(a) or _SHARP_S.search(b) else TYPO if _sharp(a, b) else _unless_both(a, b, lang)
    return TYPO if base == "hi" and min(len(a), len(b)) >= 5 else _unless_both(a, b, lang)


def _unless_both(a: str, b: str, lang: str) -> tuple[str, str]:
    return TYPO if min(realness(a, lang), realness(b, lang)) == 0 else OTHER
