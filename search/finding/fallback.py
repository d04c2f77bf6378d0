"""What is left when no engine answers: titles and summaries in the database, by plain words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from content.core.publication import public
from content.core.registry import work_types
from search.documents import Hit, SearchAnswer, SearchRequest
from search.querying import Between, Either, FieldIs, Part, Phrase, TagIs, Without, Words

MOST_WORDS = 10


def in_database(request: SearchRequest, limit: int) -> SearchAnswer:
    """Works whose title or summary holds every word, the newest first. Of filters, those of type and language hold."""
    condition = Q(locale__language_code__in=request.languages)
    for part in request.query.parts:
        condition &= _part(part)
    for name, values in request.filters:
        condition &= _tagged(name, values)
    if request.groups:
        condition &= Q(translation_key__in=request.groups)
    pages: Any = public(Page.objects.filter(condition))
    rows = pages.select_related("locale").order_by("-first_published_at")[:limit]
    hits = [Hit(row.pk, row.locale.language_code, 0.0, row.translation_key.int) for row in rows]
    return SearchAnswer(len(hits), hits)


def _part(part: Part) -> Q:
    match part:
        case Words(text):
            return _all_of(text.split()[:MOST_WORDS])
        case Phrase(text) | FieldIs(part=Phrase(text) | Words(text)):
            return _all_of([text])
        case TagIs(name, values):
            return _tagged(name, values)
        case Between(_name, start, end):
            return _from(start) & _until(end)
        case Without(negated):
            return ~_part(negated)
        case Either(parts):
            found = Q(pk__in=[])
            for each in parts:
                found |= _part(each)
            return found
    return Q()


def _all_of(words: list[str]) -> Q:
    found = Q()
    for word in words:
        found &= Q(title__icontains=word) | _in_summaries(word)
    return found


def _in_summaries(word: str) -> Q:
    found = Q()
    for model in work_types():
        found |= Q(**{f"{model._meta.model_name}__summary__icontains": word})
    return found


def _from(day: date | None) -> Q:
    return Q(first_published_at__date__gte=day) if day else Q()


def _until(day: date | None) -> Q:
    return Q(first_published_at__date__lte=day) if day else Q()


def _tagged(name: str, values: tuple[str, ...]) -> Q:
    if name == "kind":
        return Q(content_type__model__in=values)
    return Q(locale__language_code__in=values) if name == "lang" else Q()
