"""How common a word is, by the word lists of `wordfreq` (Speer 2022): Zipf's scale, 0 for a string that is no word."""

from __future__ import annotations

from functools import cache
from itertools import islice
from pathlib import Path

from content.review.grading.vocabulary import base_of

# Words rarer than this (Zipf) that no dictionary lists are slips.
SEEN_OFTEN = 2.6
# Tibetan, Uyghur and Mongolian have no list: there, spelling is never judged.
_LISTS = {"sr": "sh", "hr": "sh", "bs": "sh", "no": "nb"}
# A string that is common in three of these is a name: Einstein, Kepler, Mars.
_ABROAD = ("en", "fr", "es", "it", "pt", "tr")
_KNOWN_ABROAD = 3
NOT_RARE = 2.0
# How much rarer a word is without its accents, where people leave them off.
GAP = 0.8
# How common the parts of a compound are.
PART = 3.0
_COMPOUNDING = frozenset({"de", "nl", "sv", "nb", "no", "da", "fi"})
# How many words show how words of one ending bend.
FELLOWS = 5


@cache
def _zipf(base: str, size: str) -> dict[str, float]:
    """Each word's commonness, the commonest first."""
    import wordfreq  # noqa: PLC0415  (for those who grade only)

    code = _LISTS.get(base, base)
    if code not in wordfreq.available_languages(size):
        return {}
    # The list's place in the file is its frequency in hundredths of a power of ten.
    buckets = wordfreq.get_frequency_list(code, size)
    return {word: 9 - number / 100 for number, words in enumerate(buckets) for word in words}


def words_of(lang: str) -> dict[str, float]:
    base = base_of(lang)
    return _zipf(base, "large") or _zipf(base, "small")


def has_list(lang: str) -> bool:
    return bool(words_of(lang))


def has_rare_words(lang: str) -> bool:
    """Whether the list goes beyond the commonest words, so that what it lacks is likely to be no word."""
    return bool(_zipf(base_of(lang), "large"))


def commonness(word: str, lang: str) -> float:
    """Zipf's scale: 3 is once in a million words, 6 a thousand times as often; 0 is unknown."""
    return words_of(lang).get(word.casefold(), 0.0)


@cache
def _dictionary(base: str) -> frozenset[str]:
    """The words of a curated dictionary (`pyspellchecker`), for languages whose one is large enough to miss few."""
    if base not in {"en", "fr", "es", "de", "pt"}:
        return frozenset()
    from spellchecker import SpellChecker  # noqa: PLC0415  (for those who grade only)

    return frozenset(SpellChecker(language=base, distance=1).word_frequency.dictionary)


@cache
def chinese_words() -> frozenset[str]:
    """The words that `wordfreq` cuts Chinese by (from jieba's dictionary): it knows terms that its own list is too short for."""
    import wordfreq  # noqa: PLC0415  (for those who grade only)

    lines = (Path(wordfreq.__file__).parent / "data" / "jieba_zh_orig.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines)
    # Three is what the dictionary gives to all it never counted, slips among them.
    return frozenset(word for word, times, *_kind in entries if 2 <= len(word) <= 4 and int(times) > 3)


def is_listed(word: str, lang: str) -> bool:
    return word.casefold() in _dictionary(base_of(lang))


def realness(word: str, lang: str) -> float:
    """As `commonness`, but 0 for what people often write and no dictionary has: the slips that word lists collect."""
    found = commonness(word, lang)
    if is_listed(word, lang):
        return max(found, 1.0)
    return 0.0 if found < SEEN_OFTEN and _dictionary(base_of(lang)) else found


def neighbours(word: str, lang: str, least: float) -> set[str]:
    """The words at least so common that differ from `word` by one letter: one more, one less, another, two swapped."""
    known = words_of(lang)
    letters = _letters(base_of(lang))
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
def _letters(base: str) -> str:
    """The letters of the language's two thousand commonest words."""
    return "".join(sorted({letter for word in islice(words_of(base), 2000) for letter in word if letter.isalpha()}))


@cache
def is_name_abroad(word: str) -> bool:
    """Whether languages that share few words share this one: then it's likely to be a name."""
    return sum(word.casefold() in _zipf(base, "small") for base in _ABROAD) >= _KNOWN_ABROAD


@cache
def _ending_in(ending: str, base: str) -> list[str]:
    """The words with this ending that aren't rare."""
    return [word for word, common in words_of(base).items() if common >= NOT_RARE and word.endswith(ending)]


@cache
def may_be_of_another(wrong: str, right: str, lang: str) -> bool:
    """Whether other words begin as `wrong` does and `right` doesn't: then it may be a form of theirs (corteja, of cortejar)."""
    start = 0
    while start < min(len(wrong), len(right)) and wrong[start] == right[start]:
        start += 1
    stem = wrong[: max(start + 1, len(wrong) - 3, 4)]
    return not right.startswith(stem) and any(
        word.startswith(stem) and common >= NOT_RARE and len(word) <= len(wrong) + 2 and realness(word, lang) >= NOT_RARE
        for word, common in words_of(lang).items()
    )


@cache
def is_compound(word: str, lang: str) -> bool:
    """Whether two words were written together, as German does at any time: no list has them all."""
    if base_of(lang) not in _COMPOUNDING:
        return False
    return any(_are_parts(word[:at], word[at:], lang) for at in range(3, len(word) - 3))


def _are_parts(first: str, second: str, lang: str) -> bool:
    """Two common words, a short one only before a longer; of longer ones, a rarer one too: Sternwarte, Sternwarze."""
    one, two = realness(first, lang), max(realness(second[link:], lang) for link in (0, 1, 2) if len(second) - link >= 3)
    if len(first) == 3 and len(second) < 5:
        return False
    return min(one, two) >= PART or (min(len(first), len(second)) >= 5 and max(one, two) >= PART and min(one, two) >= NOT_RARE)


@cache
def bend_alike(wrong: str, right: str, lang: str, gap: float = 9.0) -> bool:
    """Whether other words have both these endings: then `wrong` is likely to be a form that the list lacks.

    With a `gap`, a form that much rarer than its fellow doesn't count: so are words that are often written without accents.
    """
    start = 0
    while start < min(len(wrong), len(right)) and wrong[start] == right[start]:
        start += 1
    ending, other = right[start:], wrong[start:]
    if max(len(ending), len(other)) > 4:
        return False
    words = _fellows(right, start, lang)
    both = sum(_bends(word, word[: len(word) - len(ending)] + other, lang, gap) for word in words)
    return bool(words) and both / len(words) >= 0.08


def _fellows(right: str, start: int, lang: str) -> list[str]:
    """The words that end as `right` does from its letter `start` on, and as alike before it as some are."""
    found: list[str] = []
    for letters in (4, 3, 2):
        ending = right[max(0, start - letters) :]
        found = [word for word in _ending_in(ending, base_of(lang)) if word != right and len(word) >= len(right) - 3]
        if len(found) >= FELLOWS:
            break
    return found


def _bends(word: str, form: str, lang: str, gap: float) -> bool:
    return realness(form, lang) >= NOT_RARE and commonness(form, lang) > commonness(word, lang) - gap
