"""Whether a string that is no word can only be a slip for the common word beside it."""

from __future__ import annotations

from content.review.grading import science
from content.review.grading.forms import may_be_a_form
from content.review.grading.lexicon import (
    bend_alike,
    commonness,
    has_list,
    has_rare_words,
    is_compound,
    is_listed,
    may_be_of_another,
    neighbours,
    realness,
)
from content.review.grading.vocabulary import base_of, vocabulary

MEANING = ("meaning", "words")
TYPO = ("typo", "spelling")
OTHER = ("meaning", "another word")
COMMON = 3.0
UNCOMMON = 1.8
RARE = 3.3
SURELY_COMMON = 3.5


def misspelt(a: str, b: str, lang: str) -> tuple[str, str]:
    edit = edit_of(a, b)
    if not has_list(lang) or edit is None:
        return MEANING
    if science.differ(a, b):
        return "meaning", "technical word"
    (low, wrong), (high, right) = sorted(((realness(a, lang), a), (realness(b, lang), b)))
    if low > 0:
        return TYPO if _rare_slip(wrong, right, edit, high - low, lang) else OTHER
    # An ending may belong to a form that the lists lack; a first letter may be a prefix.
    if edit == "first" or len(right) < 4 or (edit == "last" and (vocabulary(lang).bends or len(wrong) >= len(right))):
        return MEANING
    if not _right_is_known(right, wrong, high, edit, lang) or (edit != "doubled" and bend_alike(wrong, right, lang)):
        return MEANING
    if edit != "doubled" and (_of_another(wrong, right, lang) or is_compound(wrong, lang)):
        return "meaning", "may be another word"
    if edit == "doubled" or sound_alike(wrong, right, lang) or not _rivals(wrong, right, high, lang):
        return TYPO
    return "meaning", "may be another word"


def _umlauts(word: str) -> int:
    """What somebody would do has more of them than what was done: bezögen, bezogen."""
    return sum(letter in "äöü" for letter in word)


def _of_another(wrong: str, right: str, lang: str) -> bool:
    if may_be_a_form(wrong, right, lang) or (base_of(lang) == "de" and _umlauts(wrong) > _umlauts(right)):
        return True
    return not sound_alike(wrong, right, lang) and may_be_of_another(wrong, right, lang)


def sound_alike(a: str, b: str, lang: str) -> bool:
    """Whether they differ in one vowel of the stem that is heard as the other: кисларод, सुर्य."""
    wrong = [at for at in range(min(len(a), len(b))) if a[at] != b[at]]
    if len(a) != len(b) or len(wrong) != 1 or wrong[0] > len(a) - 3:
        return False
    return a[wrong[0]] + b[wrong[0]] in vocabulary(lang).heard_alike


def _rare_slip(wrong: str, right: str, edit: str, gap: float, lang: str) -> bool:
    """A slip that is made so often that the word lists have it."""
    low = realness(wrong, lang)
    if not has_rare_words(lang) or is_listed(wrong, lang) or (edit != "doubled" and may_be_a_form(wrong, right, lang)):
        return False
    if edit == "doubled":
        return low < RARE and gap >= 1.8
    return base_of(lang) in {"ru", "ar"} and edit in {"inner", "swapped"} and low < 2.2 and gap >= 2.3 and len(right) >= 8


def _right_is_known(right: str, wrong: str, high: float, edit: str, lang: str) -> bool:
    """A rare word may be anybody's term: chlorite, chlorate. And where the list is short, so may what it lacks."""
    if not has_rare_words(lang):
        if sound_alike(wrong, right, lang):
            return high >= COMMON and len(right) >= 5
        return edit in {"doubled", "swapped"} and high >= SURELY_COMMON and len(right) >= 5
    return high >= COMMON or (high >= UNCOMMON and not vocabulary(lang).bends and len(right) >= 7 and len(right) != len(wrong))


def _rivals(wrong: str, right: str, high: float, lang: str) -> bool:
    """Whether another word is as near, and nearly as common."""
    return any(
        commonness(rival, lang) > high - 1.0 and not _same_stem(rival, right) and realness(rival, lang) > 0
        for rival in neighbours(wrong, lang, 2.0) - {right}
    )


def _same_stem(a: str, b: str) -> bool:
    """Forms of one word: they differ in their last letters only."""
    shared = 0
    for one, two in zip(a, b, strict=False):
        if one != two:
            break
        shared += 1
    return shared >= max(4, max(len(a), len(b)) - 2)


def edit_of(a: str, b: str) -> str | None:
    """Where two words differ by one letter or one swap: first, last, doubled, swapped, inner; None where by more."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return None
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    shorter, longer = sorted((a, b), key=len)
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    if len(a) != len(b):
        if longer[:start] + longer[start + 1 :] != shorter:
            return None
        if longer[start] in {longer[start - 1] if start else "", longer[start + 1 : start + 2]}:
            return "doubled"
    elif a[start + 1 :] != b[start + 1 :] and not swapped:
        return None
    if start == 0:
        return "first"
    return "swapped" if swapped and len(a) == len(b) else "last" if start >= len(longer) - 1 else "inner"
