"""Graded changes in words: what each is, why it counts so, and the wording marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.review.desk.marking import Mark, marked
from content.review.grading import Change

GRADES: dict[str, Promise | str] = {"typo": _("Typo"), "style": _("Style"), "meaning": _("Meaning")}

# What the grader calls it, for people; a reason that isn't here is shown as the grader says it.
REASONS: dict[str, Promise | str] = {
    "number": _("a number"),
    "symbol": _("a symbol"),
    "formula": _("a formula or an abbreviation"),
    "unit": _("a unit"),
    "negation, comparison or quantity": _("a negation, comparison or quantity"),
    "text added or removed": _("text added or removed"),
    "words": _("other words"),
    "characters": _("characters"),
    "form of a character": _("the form of a character"),
    "like character": _("a similar character"),
    "repeated characters": _("repeated characters"),
    "characters added or removed": _("characters added or removed"),
    "another word": _("another word"),
    "may be another word": _("may be another word"),
    "other word": _("another word"),
    "name": _("a name"),
    "name or term": _("a name or a term"),
    "technical word": _("a technical word"),
    "syllables": _("syllables"),
    "capital": _("a capital letter"),
    "spelling": _("spelling"),
    "spacing": _("spacing"),
    "form": _("the form of characters"),
    "mark": _("punctuation"),
    "doubled mark": _("doubled punctuation"),
    "mark: question": _("a question mark"),
    "mark: quote": _("quotation marks"),
    "mark: bracket": _("brackets"),
    "repeated word": _("a repeated word"),
    "repeated particle": _("a repeated particle"),
    "words added or removed": _("words added or removed"),
    "swapped characters": _("swapped characters"),
    "tsheg": _("a syllable mark"),
    "more than text": _("something other than text"),
}


@dataclass(frozen=True)
class Explained:
    grade: str
    label: str
    reasons: str
    marks: list[Mark]
    address: str


def explained(changes: Iterable[Change]) -> list[Explained]:
    return [
        Explained(
            change.grade,
            str(GRADES.get(change.grade, change.grade)),
            " · ".join(str(REASONS.get(reason, reason)) for reason in change.reasons),
            marked(change.before, change.after),
            change.address,
        )
        for change in changes
    ]
