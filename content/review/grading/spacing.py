"""Words that stand twice, and words that were joined or split."""

from __future__ import annotations

from content.review.grading import hangul, tibetan
from content.review.grading.lexicon import commonness, has_rare_words, is_listed, realness
from content.review.grading.tokens import TIBETAN, Token
from content.review.grading.vocabulary import base_of, vocabulary

SPACING = ("typo", "spacing")
REPEATED = ("typo", "repeated word")
ADDED = ("meaning", "words added or removed")
OTHER = ("meaning", "spacing")
_PERSIAN = frozenset(["می", "نمی", "ها", "های", "هایی", "ای", "اند", "ام"])


def repeated(tokens: list[Token], start: int, end: int, *, lang: str) -> tuple[str, str]:
    """The grade of words put in or left out: a slip only where they stand twice."""
    size = end - start
    if base_of(lang) == "ko" and size == 1 and start and hangul.is_particle_again(tokens[start - 1].text, tokens[start].text):
        return REPEATED
    words = [token.text.casefold() for token in tokens]
    middle = words[start:end]
    known = vocabulary(lang)
    first = start - size if start >= size and words[start - size : start] == middle else start
    if middle != words[first + size : first + 2 * size] or known.hard & {*middle} or _counts(tokens[start:end]):
        return ADDED
    # "die Forscher, die die Sonne": a relative and an article.
    if any(word in known.twice for word in middle) or (base_of(lang) == "de" and tokens[first].behind == ","):
        return ADDED
    if size == 1 and words[start] in known.repeated:
        return REPEATED
    if size == 1 and known.reduplicates and not words[start].endswith(known.once or ("\0",)):
        return ADDED
    # A mark between them makes a list or a rhyme of it.
    return REPEATED if tokens[first + size].behind == " " or size > 1 else ADDED


def _counts(tokens: list[Token]) -> bool:
    return any(token.kind == "number" for token in tokens)


def joined_or_split(one: list[Token], two: list[Token], lang: str) -> tuple[str, str]:
    """`inthe` for `in the`: a slip where the joined form is no word and each part is a common one."""
    base = base_of(lang)
    if base in TIBETAN:
        return tibetan.SPACING
    joined, parts = (one, two) if len(one) < len(two) else (two, one)
    if len(joined) != 1 or len(parts) < 2 or any(token.kind != "word" for token in parts):
        return OTHER
    whole, words = joined[0].text.casefold(), [token.text.casefold() for token in parts]
    if whole in vocabulary(lang).joined:
        return SPACING
    if base == "ko":
        return SPACING if hangul.may_be_joined(words) else OTHER
    if base == "fa" and len(words) == 2 and _PERSIAN & {words[0] if words[0] in {"می", "نمی"} else words[1]}:
        return SPACING
    if base == "ar" and words[0] == "و" and len(words) == 2:
        return SPACING if len(words[1]) >= 5 and commonness(words[1], lang) >= 3.0 else OTHER
    return _by_words(whole, words, lang)


def _by_words(whole: str, words: list[str], lang: str) -> tuple[str, str]:
    hard = vocabulary(lang).hard
    if not has_rare_words(lang) or any(word in hard for word in (whole, *words) if len(word) > 2):
        return OTHER
    rarest = min(commonness(word, lang) for word in words)
    if rarest >= 4.0 and realness(whole, lang) == 0:
        return SPACING
    return SPACING if rarest >= 5.5 and is_listed(words[0], lang) and not is_listed(whole, lang) else OTHER
