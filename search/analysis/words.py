"""What a word is found by: as it is written, without accents, stemmed, in parts."""

from __future__ import annotations

import re
from functools import lru_cache

from search.analysis.folding import fold_word, in_lower_case, spelled_out, without_article, without_variants
from search.analysis.parts import family_of, word_of
from search.analysis.stemming import has_stemmer, stem

GRAM = 4
LONGEST_WORD = 80  # characters that grams are made of
_ELIDING = {"fr", "it", "ca", "oc"}
_ELISION = re.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|nell|dall|sull|coll|un|quell|gl)['’＇](?=\w)", re.IGNORECASE
)
# The apostrophe parts a name from its endings.
_SUFFIXING = {"tr", "az", "crh"}
_SUFFIX = re.compile(r"(?<=\w)['’＇]\w+$")
_POSSESSIVE = re.compile(r"['’＇](?:s\b)?", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’‘＇]")
_NUMBER_WITH_UNIT = re.compile(r"^(\d+)([^\W\d_]+)$")


@lru_cache(maxsize=10_000)
def word_tokens(word: str, tag: str) -> tuple[str, ...]:
    """The tokens of a word of a language family, the one that stands for its place in a sequence first.

    `w`: without accents. `e`: with them, where it has any. `s`: its stem. A number with its unit is both of them too.
    """
    lower = in_lower_case(_without_clitics(word, tag), tag)
    folded = without_variants(lower, tag)
    if not folded:
        return ()
    tokens = [f"{tag}|w|{folded}"]
    if folded != lower and not _is_pointed(lower):
        tokens.append(f"{tag}|e|{lower}")
    tokens += [f"{tag}|s|{each}" for each in _stems(lower, folded, tag)]
    tokens += [f"{tag}|w|{each}" for each in _other_words(word, lower, folded, tag)]
    return tuple(dict.fromkeys(tokens))


@lru_cache(maxsize=10_000)
def grams(token: str) -> tuple[str, ...]:
    """The pieces of four characters of a word's token, its ends counted as a character."""
    word = f"_{without_article(word_of(token))[:LONGEST_WORD]}_"
    start = f"{family_of(token)}|g|"
    return tuple([start + word[place : place + GRAM] for place in range(len(word) - GRAM + 1)])


def _without_clitics(word: str, tag: str) -> str:
    if word.isalnum():
        return word
    if tag in _ELIDING:
        word = _ELISION.sub("", word)
    if tag in _SUFFIXING:
        word = _SUFFIX.sub("", word)
    return (_POSSESSIVE if tag in {"en", "nl"} else _APOSTROPHE).sub("", word)


def _is_pointed(lower: str) -> bool:
    """Hebrew and Arabic: what is folded there is rarely typed."""
    return "\u0590" <= lower[:1] <= "\u06ff"


def _stems(lower: str, folded: str, tag: str) -> list[str]:
    if "\u0600" <= folded[0] <= "\u06ff" and tag != "ug":
        return [stem(without_article(folded), tag)]
    # Stemmed without accents, so that a word typed without them finds the same stem.
    return [stem(folded, tag)] if has_stemmer(tag) else []


def _other_words(word: str, lower: str, folded: str, tag: str) -> list[str]:
    found = []
    if "\u0600" <= folded[0] <= "\u06ff" and tag != "ug":
        found.append(without_article(folded))
    if other := spelled_out(lower, tag):
        found.append(other)
    if tag in _SUFFIXING and _SUFFIX.search(word):
        found.append(fold_word(_APOSTROPHE.sub("", word), tag))
    if folded[0].isdigit() and (parts := _NUMBER_WITH_UNIT.match(folded)):
        found += parts.groups()
    return found
