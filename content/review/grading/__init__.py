"""How much a change after approval matters: `typo`, `style` or `meaning`; in doubt, meaning.

A typo is a change of spelling, punctuation or spacing in which no reader can find another meaning. What always counts as
meaning, in every language: numbers, units, dates, negations, comparatives, quantities, names, formulae. Everything else
that isn't recognised as one of a few harmless patterns is meaning too: the grader never guesses in the other direction.

Spelling is judged by word lists (`lexicon`): a change between two words that both exist is meaning; from a string that is
no word to the one common word next to it, a typo. Nothing here needs a database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from content.review.grading import han, punctuation, spacing, spelling
from content.review.grading.alignment import differences
from content.review.grading.signs import hard_signs
from content.review.grading.tokens import Token, fold, joined_by_nothing, tokens_of

GRADES = ("typo", "style", "meaning")


@dataclass(frozen=True)
class Change:
    grade: str
    reasons: tuple[str, ...]
    before: str
    after: str
    address: str = ""

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "reasons": list(self.reasons)}


def grade(old: str, new: str, *, lang: str, address: str = "") -> Change:
    """The change from `old` to `new`; `lang` is any language code. Equal texts are graded `none`."""
    if old == new:
        return Change("none", (), old, new, address)
    found = list(_findings(fold(old), fold(new), lang.lower()))
    worst_ = max((grade_ for grade_, _reason in found), key=GRADES.index, default="typo")
    reasons = tuple(dict.fromkeys(reason for grade_, reason in found if grade_ == worst_)) or ("form",)
    return Change(worst_, reasons, old, new, address)


def worst(changes: Iterable[Change]) -> str:
    """The gravest grade among changes; `none` for none."""
    return max((change.grade for change in changes if change.grade != "none"), key=GRADES.index, default="none")


def grade_texts(old: str, new: str, *, lang: str) -> list[Change]:
    """Passage by passage: paragraphs that differ, aligned."""
    before, after = _paragraphs(old), _paragraphs(new)
    changes = []
    for _kind, i1, i2, j1, j2 in differences(before, after):
        left, right = before[i1:i2], after[j1:j2]
        if len(left) != len(right):
            changes.append(Change("meaning", ("passages added or removed",), "\n".join(left), "\n".join(right)))
            continue
        changes += [grade(one, other, lang=lang) for one, other in zip(left, right, strict=True)]
    return changes


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _findings(old: str, new: str, lang: str) -> Iterable[tuple[str, str]]:
    """(grade, reason) of each thing that differs; nothing for what only folding sees."""
    if not old.strip() or not new.strip():
        yield "meaning", "text added or removed"
        return
    for reason in hard_signs(old, new, lang):
        yield "meaning", reason
    before, after = tokens_of(old, lang), tokens_of(new, lang)
    yield from _words([token for token in before if token.is_word], [token for token in after if token.is_word], lang)
    yield from punctuation.findings(old, new, before, after, lang)


def _words(before: list[Token], after: list[Token], lang: str) -> Iterable[tuple[str, str]]:
    left, right = [token.text for token in before], [token.text for token in after]
    for kind, i1, i2, j1, j2 in differences(left, right):
        one, two = before[i1:i2], after[j1:j2]
        if kind in {"delete", "insert"}:
            around = (before, i1, i2) if kind == "delete" else (after, j1, j2)
            yield spacing.repeated(*around, lang=lang)
        elif joined_by_nothing(one) == joined_by_nothing(two):
            yield spacing.joined_or_split(one, two, lang)
        elif len(one) == len(two):
            yield from (_pair(a, b, lang) for a, b in zip(one, two, strict=True) if a.text != b.text)
        else:
            yield "meaning", "words"


def _pair(one: Token, two: Token, lang: str) -> tuple[str, str]:
    if one.is_han or two.is_han:
        return han.pair(one.text, two.text, lang)
    return spelling.pair(one, two, lang)
