"""A snapshot as experts read it: block by block as the public will see it, each with its address and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Page

from content.core.canonical import children_of
from content.core.languages import Language, language
from content.core.passages import passages_of, unit_of
from content.media.models import Image
from content.review.desk.showing import Picture, Showing
from content.review.models import Comment, Publication, Round

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


@dataclass(frozen=True)
class Unit:
    """What one remark can be about: a field, or a block of the text."""

    number: int
    address: str
    label: str
    text: str
    markup: SafeString
    pictures: list[Picture] = field(default_factory=list)
    is_block: bool = False
    # What a replacement begins from: empty for what is no text of its own, such as a cover or a level.
    words: str = ""


@dataclass(frozen=True)
class Sheet:
    """One work of what is reviewed: the work itself, or a chapter."""

    round: Round
    language: Language
    title: str
    byline: str
    units: list[Unit] = field(default_factory=list)


# What stands behind the text, as on the public page.
LAST = ("keywords", "work_subjects", "level", "licence", "references", "funding", "interests", "ai_use")


def sheets_of(rounds: list[Round], showing: Showing) -> list[Sheet]:
    """The work and the parts that run beside it, one sheet each."""
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[each.work_id for each in rounds]).specific()}
    return [_sheet(each, pages.get(each.work_id), showing) for each in rounds]


def part_rounds(round_: Round) -> list[Round]:
    """The running rounds of the work's chapters, in their order."""
    page = Page.objects.filter(pk=round_.work_id).first()
    parts = [part.pk for part in page.specific.parts()] if page else []
    found = {each.work_id: each for each in Round.objects.running().filter(work_id__in=parts)}
    return [found[pk] for pk in parts if pk in found]


def _sheet(round_: Round, page: Any, showing: Showing) -> Sheet:
    work = page.with_content_json(dict(round_.content)) if page else None
    if work is None:
        return Sheet(round_, language(round_.lang), round_.title, "")
    with translation.override(round_.lang):
        byline = "" if showing.veil else " · ".join(_contributors(work))
        units = list(_units(work, showing))
    return Sheet(round_, work.language, showing.veil.over(work.title), byline, units)


def _contributors(work: Work) -> Iterator[str]:
    for person in work.contributors() if hasattr(work, "contributors") else ():
        about = ", ".join(str(person[name]) for name in ("role_label", "affiliation") if person[name])
        yield f"{person['name']} ({about})" if about else str(person["name"])


def _units(work: Work, showing: Showing) -> Iterator[Unit]:
    texts = _texts(work)
    number = 0
    for name in sorted(work.public_field_names(), key=lambda name: name in LAST):
        for unit in _units_of_field(work, name, texts, showing):
            number += 1
            yield Unit(number, *unit)


def _units_of_field(work: Work, name: str, texts: dict[str, list[str]], showing: Showing) -> Iterator[tuple[Any, ...]]:
    """Address, label, text, HTML, pictures, whether it is a block, and the words to replace, of each unit of a field."""
    value = getattr(work, name, None)
    label = _label(work, name)
    if isinstance(value, StreamValue):
        for child in value:
            address = f"{name}/{child.id}"
            shown = showing.of_block(child, address)
            said = [showing.veil.over(text) for text in texts.get(address, ())]
            yield address, str(child.block.label or label), "\n".join(said), *shown, True, _words(said, shown[1])
    elif isinstance(value, Image):
        alt = str(getattr(work, f"{name}_alt", ""))
        yield name, label, showing.veil.over(alt), *showing.of_image(value, name, alt, work.language.code)
    elif text := showing.veil.over("\n".join(texts.get(name, ())) or _fact(work, name, value)):
        markup = mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  (escaped)
        yield name, label, text, markup, [], False, text if name in texts else ""


def _words(said: list[str], pictures: list[Picture]) -> str:
    """Of a picture the caption, else the alternative text: each is a field of its own, and only one can be replaced."""
    if not pictures:
        return "\n".join(said)
    alts = {picture.alt for picture in pictures}
    return next((text for text in said if text not in alts), said[0] if said else "")


def _label(work: Work, name: str) -> str:
    field_ = work._meta.get_field(name)
    if isinstance(field_, models.ForeignObjectRel):
        return str(field_.related_model._meta.verbose_name_plural)
    return str(field_.verbose_name)


def _fact(work: Work, name: str, value: Any) -> str:
    """What readers see of a field that is no prose: a level, a kind, a year, the subjects."""
    if name == "contributions" or not value:
        return ""
    if hasattr(value, "all"):
        return " · ".join(str(getattr(row, "subject", row)) for row in children_of(work, name))
    field_ = work._meta.get_field(name)
    if getattr(field_, "choices", None):
        return str(dict(field_.flatchoices).get(value, value))
    return str(value) if isinstance(value, models.Model | int | Decimal | date) and not isinstance(value, bool) else ""


def texts_of(publication: Publication) -> dict[str, str]:
    """The text of each unit of a public work, by its address."""
    return _texts_in(publication.work_id, publication.seal.content)


def passages_to_name(publication: Publication) -> dict[str, str]:
    """What each unit of a public work is and says, by its address: in the order of the text, the references last.

    What else stands behind the text is told about the work as a whole.
    """
    page = Page.objects.filter(pk=publication.work_id).first()
    if page is None:
        return {}
    work = page.specific.with_content_json(dict(publication.seal.content))
    texts = {address: "\n".join(found) for address, found in _texts(work).items()}
    names = [name for name in work.public_field_names() if name not in LAST]
    return {
        address: f"{label}: {texts[address]}" for name in (*names, "references") for address, label in _named(work, name, texts)
    }


def _named(work: Work, name: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Address and label of each unit of a field that has a text."""
    blocks = getattr(work, name, None)
    found = [(name, _label(work, name).capitalize())] if hasattr(work, name) else []
    if isinstance(blocks, StreamValue):
        found = [(f"{name}/{child.id}", str(child.block.label)) for child in blocks]
    return ((address, label) for address, label in found if texts.get(address))


def texts_of_round(round_: Round) -> dict[str, str]:
    """The text of each unit of a snapshot, by its address."""
    return _texts_in(round_.work_id, round_.content)


def _texts_in(work_id: int, content: dict[str, Any]) -> dict[str, str]:
    page = Page.objects.filter(pk=work_id).first()
    if page is None:
        return {}
    work = page.specific.with_content_json(dict(content))
    return {address: "\n".join(texts) for address, texts in _texts(work).items()}


def addresses_of(round_: Round) -> set[str]:
    """What a remark on a snapshot can be about: its fields, the blocks of its text, and the passages in them."""
    page = Page.objects.filter(pk=round_.work_id).first()
    if page is None:
        return set()
    work = page.specific.with_content_json(dict(round_.content))
    found = {passage.address for passage in passages_of(work)}
    for name in work.public_field_names():
        value = getattr(work, name, None)
        found |= {f"{name}/{child.id}" for child in value} if isinstance(value, StreamValue) else {name}
    return found | {unit_of(address) for address in found}


def _texts(work: Work) -> dict[str, list[str]]:
    """The texts of each unit, by its address."""
    texts: dict[str, list[str]] = {}
    for passage in passages_of(work):
        texts.setdefault(unit_of(passage.address), []).append(passage.text)
    return texts


def comments_by_address(rounds: list[Round], expert: User) -> dict[str, list[Comment]]:
    """The expert's own remarks, by the round and unit they are about: others' aren't shown, so that each reads for themselves."""
    found: dict[str, list[Comment]] = {}
    for comment in Comment.objects.filter(round__in=rounds, by=expert):
        found.setdefault(f"{comment.round_id}:{unit_of(comment.address)}", []).append(comment)
    return found
