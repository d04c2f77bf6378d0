"""The advanced-search form: it writes the query for those who don't know the language of queries."""

from __future__ import annotations

from collections.abc import Mapping

from search.finding.asking import LONGEST
from search.querying import Between, Either, FieldIs, Grammar, Part, Phrase, Query, Without, Words, parse, write
from search.querying.days import days_of
from search.querying.lexing import signs

FIELDS = ("title", "contributor", "subject")
CHOICES = ("kind", "lang")


def composed(data: Mapping[str, str], grammar: Grammar) -> str:
    """The query that the form's fields ask for, as it could have been typed."""
    parts = list(parse(data.get("all", "")[:LONGEST], grammar).parts)
    if phrase := " ".join(sign.text for sign in signs(data.get("phrase", ""))):
        parts.append(Phrase(phrase))
    one_of = [part for part in _apart(data.get("any", ""), grammar) if not isinstance(part, Without)]
    if one_of:
        parts.append(Either(tuple(one_of)) if len(one_of) > 1 else one_of[0])
    parts += [_left_out(sign.text) for sign in signs(data.get("without", ""))]
    for name in FIELDS:
        parts += [FieldIs(name, Words(word)) for sign in signs(data.get(name, "")) for word in sign.text.split()]
    chosen = [(name, sign.text) for name in CHOICES for sign in signs(data.get(name, ""))[:1]]
    parts += [FieldIs(name, Words(value)) for name, value in chosen if " " not in value]
    # One end that names no day doesn't take the other with it.
    first, last = (end if days_of(end := data.get(name, "").strip()) else "" for name in ("from", "until"))
    if days := days_of(f"{first}..{last}"):
        parts.append(Between("date", *days))
    return write(Query(tuple(parts)))


def _apart(text: str, grammar: Grammar) -> list[Part]:
    """Each word or phrase by itself: between them, the form says OR."""
    found: list[Part] = []
    for sign in signs(text[:LONGEST]):
        if sign.quoted:
            found.append(Phrase(sign.text))
        elif sign.text not in grammar.alternatives:
            found += parse(sign.text, grammar).parts
    return found


def _left_out(text: str) -> Part:
    # A minus before a figure would be a number's.
    return Without(Words(text) if text[0].isalpha() and " " not in text else Phrase(text))
