"""What is offered for a beginning: public works, glossary terms and persons, those of the reader's language first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from wagtail.models import Page

from content.core.languages import Language, language
from content.core.presentation import cards
from content.core.publication import public
from content.people.models import Person
from content.taxonomy.models import Term
from search.addresses import results_of_query
from search.completion.keys import keys_typed
from search.models import CompletionKey

if TYPE_CHECKING:
    from content.core.reference import ReferenceRow

MOST_WORKS, MOST_TERMS, MOST_PERSONS = 5, 3, 2
# Of each kind, more than are shown: a name has several keys, a work several languages, and some aren't public any more.
MOST_KEYS, ENOUGH = 40, 20
Kind = CompletionKey.Kind


@dataclass(frozen=True)
class Suggestion:
    """`text` is what was meant, in its own language; `detail` says what it is, in the reader's."""

    text: str
    language: Language
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Suggestions:
    works: list[Suggestion]
    terms: list[Suggestion]
    persons: list[Suggestion]


def suggest(typed: str, lang: str) -> Suggestions:
    """Suggestions for a reader of `lang`, at most ten, in a number of queries that doesn't grow with the site."""
    keys = keys_typed(typed, lang)
    return Suggestions(_works(keys, lang), _terms(keys, lang), _persons(keys, lang))


def _works(keys: list[str], lang: str) -> list[Suggestion]:
    """Each work once, in the first of its languages."""
    found = _found(keys, (Kind.TITLE, Kind.WITHIN_TITLE), lang)
    groups = dict(public(Page.objects.filter(pk__in=found)).values_list("pk", "translation_key")) if found else {}
    once: dict[Any, int] = {}
    for pk in found:
        if pk in groups:
            once.setdefault(groups[pk], pk)
    shown = list(once.values())[:MOST_WORKS]
    return [Suggestion(card.title, card.language, card.url, card.kind_label) for card in (cards(shown) if shown else [])]


def _terms(keys: list[str], lang: str) -> list[Suggestion]:
    """A term of another language with its name in the reader's."""
    found = _found(keys, (Kind.TERM,), lang)
    rows = Term.objects.in_bulk(found) if found else {}
    named = [(rows[pk], code, _name(rows[pk], code)) for pk, code in found.items() if pk in rows]
    return [
        Suggestion(name, language(code), results_of_query(name), own if (own := row.wording("name", lang)) != name else "")
        for row, code, name in named
        if name
    ][:MOST_TERMS]


def _persons(keys: list[str], lang: str) -> list[Suggestion]:
    """Contributors of works that are public now."""
    found = _found(keys, (Kind.PERSON,), lang)
    if not found:
        return []
    visible = public(Page.objects.filter(contributions__person__in=found)).values_list("contributions__person", flat=True)
    rows = Person.objects.in_bulk(set(visible) & found.keys())
    named = [(code, _name(rows[pk], code).replace('"', " ")) for pk, code in found.items() if pk in rows]
    return [Suggestion(name, language(code), results_of_query(f'contributor:"{name}"')) for code, name in named if name][
        :MOST_PERSONS
    ]


def _found(typed: list[str], kinds: Iterable[CompletionKey.Kind], lang: str) -> dict[int, str]:
    """The ids of what was meant, with the language of its name: the reader's before others, the shortest first."""
    found: dict[int, str] = {}
    for rows in _ranges(typed, kinds, lang):
        if len(found) >= ENOUGH:
            break
        for pk, code in rows[:MOST_KEYS]:
            found.setdefault(pk, code)
    return found


def _ranges(typed: list[str], kinds: Iterable[CompletionKey.Kind], lang: str) -> Iterator[Any]:
    keys: Any = CompletionKey.objects.order_by("key").values_list("object_id", "lang")
    for prefix in typed:
        # No byte of UTF-8 is 255.
        begun = keys.filter(key__gte=prefix.encode(), key__lt=prefix.encode() + b"\xff")
        for rows in (begun.filter(lang=lang), begun.exclude(lang=lang)):
            yield from (rows.filter(kind=kind) for kind in kinds)


def _name(row: ReferenceRow, lang: str) -> str:
    """The approved name in this language itself; empty in one that the site no longer has."""
    return str(row.approved.get(lang, {}).get("name", "")) if lang in dict(settings.LANGUAGES) else ""
