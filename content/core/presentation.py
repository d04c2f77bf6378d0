"""What public pages are told: contexts in a fixed number of queries, whatever the number of works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from content.core.languages import Language, language, languages
from content.core.publication import Face, public, seals
from content.core.registry import work_type
from content.core.remarks import Badge, badges_of, marks_in, remarks_of
from content.core.structured import structured_data

if TYPE_CHECKING:
    from content.core.models import HomePage, Section, Work

PAGE_SIZE = 20


@dataclass(frozen=True)
class Card:
    """A work in a list: one link, and why to open it."""

    id: int
    translation_key: UUID
    url: str
    title: str
    summary: str
    kind: str
    kind_label: str
    cover_id: int | None
    level: str
    minutes: int
    language: Language
    approved_on: Any
    badge: Badge


def card_of(face: Face) -> Card:
    return Card(
        id=face.work_id,
        translation_key=face.translation_key,
        url=face.url,
        title=face.title,
        summary=face.summary,
        kind=face.kind,
        kind_label=str(work_type(face.kind)._meta.verbose_name),
        cover_id=face.cover_id,
        level=face.level,
        minutes=face.minutes,
        language=language(face.lang),
        approved_on=face.approved_on,
        badge=face.badge,
    )


def cards(ids: Iterable[int]) -> list[Card]:
    """The cards of public works, in the order given; a work without a seal in force has none."""
    wanted = list(ids)
    return _cards_in(wanted, seals().faces(wanted))


def cards_of(pages: QuerySet[Any]) -> list[Card]:
    """The cards of the public works among `pages`, in one query, in no order."""
    return [card_of(face) for face in seals().faces(public(pages).values("pk")).values()]


def _cards_in(order: list[int], faces: dict[int, Face]) -> list[Card]:
    return [card_of(faces[pk]) for pk in order if pk in faces]


def listing(pages: Any, request: HttpRequest) -> tuple[list[Card], PaginatedPage[Any]]:
    """A page of cards of the public works among `pages`, newest first."""
    ids = public(pages).order_by("-first_published_at", "-pk").values_list("pk", flat=True)
    page = Paginator(ids, PAGE_SIZE).get_page(request.GET.get("page"))
    return cards(page.object_list), page


def sections_of(home: Page) -> list[Page]:
    return list(Page.objects.child_of(home).live().filter(content_type__app_label="core", content_type__model="section"))


def home_context(home: HomePage, request: HttpRequest) -> dict[str, Any]:
    sections = sections_of(home)
    newest = public(Page.objects.descendant_of(home)).order_by("-first_published_at", "-pk")
    ids = list(newest.exclude(content_type__model="chapter").values_list("pk", "path")[:40])
    shown = {card.id: card for card in cards(pk for pk, _path in ids)}
    groups = [
        {
            "section": section,
            "title": section.title,
            "url": section.get_url(request),
            "cards": [shown[pk] for pk, path in ids if path.startswith(section.path) and pk in shown][:6],
        }
        for section in sections
    ]
    return {"features": list(shown.values())[:3], "groups": [group for group in groups if group["cards"]]}


def section_context(section: Section, request: HttpRequest) -> dict[str, Any]:
    found, page = listing(Page.objects.child_of(section), request)
    return {"cards": found, "pagination": page}


def translations_of(work: Page) -> list[dict[str, Any]]:
    """The same work in each language that is public, itself included; by the order of settings."""
    found = {card.language.code: card for card in cards_of(Page.objects.filter(translation_key=work.translation_key))}
    return [
        {
            "id": card.id,
            "code": card.language.code,
            "tag": card.language.tag,
            "name": card.language.name,
            "direction": card.language.direction,
            "url": card.url,
            "title": card.title,
            "current": card.language.code == get_language(),
        }
        for card in sorted(found.values(), key=lambda card: card.language.name)
    ]


def elsewhere(path: str) -> list[dict[str, Any]]:
    """Where the work is that has this path in other languages: for the page that says it isn't in this one yet."""
    if path.count("/") < 2:
        return []
    _empty, lang, *rest = path.split("/")
    twins = seals().at([f"/{other.code}/{'/'.join(rest)}" for other in languages() if other.code != lang])
    page = public(Page.objects.filter(pk__in=twins)).first()
    return translations_of(page) if page else []


def work_context(work: Work, request: HttpRequest) -> dict[str, Any]:
    seal = getattr(work, "seal_in_force", None)
    record = seal.record if seal else None
    remarks = remarks_of(work) if seal else []
    context = {
        "work": work,
        "kind_label": str(work._meta.verbose_name),
        "contributors": work.contributors() if hasattr(work, "contributors") else [],
        "translations": translations_of(work) if seal else [],
        "record": record,
        "badges": badges_of(remarks, record["badge"]) if record else [],
        "remarks": remarks,
        "marks": marks_in(work, remarks),
        "references": [block.value for block in work.references],
    }
    return {**context, "structured": structured_data(work, context) if seal else None}
