"""How common a word is, by the word lists of `wordfreq` (Speer 2022): Zipf's scale, 0 for a string that is no word."""

from __future__ import annotations

import math
from functools import cache

# Words rarer than this (Zipf) that no dictionary lists are slips.
SEEN_OFTEN = 2.6
# Tibetan, Uyghur and Mongolian have no list: there, spelling is never judged.
_LISTS = {"zh-hant": "zh", "zh-hans": "zh"}


@cache
def _frequencies(lang: str) -> dict[str, float]:
    import wordfreq  # noqa: PLC0415  (for those who grade only)

    code = _LISTS.get(lang, lang[:2])
    for size in ("large", "small"):
        if code in wordfreq.available_languages(size):
            return dict(wordfreq.get_frequency_dict(code, size))
    return {}


def has_list(lang: str) -> bool:
    return bool(_frequencies(lang))


def commonness(word: str, lang: str) -> float:
    """Zipf's scale: 3 is once in a million words, 6 a thousand times as often; 0 is unknown."""
    frequency = _frequencies(lang).get(word.casefold(), 0.0)
    return max(0.0, math.log10(frequency) + 9) if frequency else 0.0


@cache
def _dictionary(lang: str) -> frozenset[str]:
    """The words of a curated dictionary (`pyspellchecker`), for languages whose one is large enough to miss few."""
    if lang[:2] not in {"en", "fr", "es", "de", "pt"}:
        return frozenset()
    from spellchecker import SpellChecker  # noqa: PLC0415  (for those who grade only)

    return frozenset(SpellChecker(language=lang[:2], distance=1).word_frequency.dictionary)


def is_listed(word: str, lang: str) -> bool:
    return word.casefold() in _dictionary(lang)


def realness(word: str, lang: str) -> float:
    """As `commonness`, but 0 for what people often write and no dictionary has: the slips that word lists collect."""
    found = commonness(word, lang)
    if found < SEEN_OFTEN and _dictionary(lang) and not is_listed(word, lang):
        return 0.0
    return max(found, 1.0) if is_listed(word, lang) else found


def neighbours(word: str, lang: str, least: float) -> set[str]:
    """The words at least so common that differ from `word` by one letter: one more, one less, another, two swapped."""
    known = _frequencies(lang)
    letters = _letters(lang)
    found: set[str] = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        candidates = [head + letter + tail for letter in letters]
        if tail:
            candidates.append(head + tail[1:])
            candidates += [head + letter + tail[1:] for letter in letters]
        if len(tail) > 1:
            candidates.append(head + tail[1] + tail[0] + tail[2:])
        found.update(candidate for candidate in candidates if candidate in known)
    found.discard(word)
    return {candidate for candidate in found if commonness(candidate, lang) >= least}


@cache
def _letters(lang: str) -> str:
    """The letters of the language's two thousand commonest words."""
    common = sorted(_frequencies(lang).items(), key=lambda item: -item[1])[:2000]
    return "".join(sorted({letter for word, _frequency in common for letter in word if letter.isalpha()}))
