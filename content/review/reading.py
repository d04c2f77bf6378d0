"""A snapshot as experts read it: block by block as the public will see it, each with its address and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import translation
from wagtail.blocks import StreamValue
from wagtail.models import Page

from content.core.languages import Language, language
from content.core.passages import passages_of, unit_of
from content.review.models import Publication, Round

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User
    from content.review.models import Comment


@dataclass(frozen=True)
class Unit:
    """What one remark can be about: a field, or a block of the text."""

    number: int
    address: str
    label: str
    text: str
    block: Any = None


@dataclass(frozen=True)
class Sheet:
    """One work of what is reviewed: the work itself, or a chapter."""

    round: Round
    language: Language
    title: str
    byline: str
    units: list[Unit] = field(default_factory=list)


def sheets_of(round_: Round, *, hide_authors: bool = False) -> list[Sheet]:
    """The work and the parts that run beside it."""
    return [_sheet(each, hide_authors) for each in (round_, *part_rounds(round_))]


def part_rounds(round_: Round) -> list[Round]:
    """The running rounds of the work's chapters, in their order."""
    page = Page.objects.filter(pk=round_.work_id).first()
    parts = [part.pk for part in page.specific.parts()] if page else []
    found = {each.work_id: each for each in Round.objects.running().filter(work_id__in=parts)}
    return [found[pk] for pk in parts if pk in found]


def snapshot_of(round_: Round) -> Work | None:
    page = Page.objects.filter(pk=round_.work_id).first()
    return page.specific.with_content_json(dict(round_.content)) if page else None


def _sheet(round_: Round, hide_authors: bool) -> Sheet:
    work = snapshot_of(round_)
    if work is None:
        return Sheet(round_, language(round_.lang), round_.title, "")
    people = work.contributors() if hasattr(work, "contributors") and not hide_authors else []
    with translation.override(round_.lang):
        units = list(_units(work))
    return Sheet(round_, work.language, work.title, " · ".join(str(person["name"]) for person in people), units)


def _units(work: Work) -> Iterator[Unit]:
    texts: dict[str, list[str]] = {}
    for passage in passages_of(work):
        texts.setdefault(unit_of(passage.address), []).append(passage.text)
    number = 0
    for name in work.public_field_names():
        value = getattr(work, name, None)
        label = str(getattr(work._meta.get_field(name), "verbose_name", name))
        if isinstance(value, StreamValue):
            for child in value:
                address = f"{name}/{child.id}"
                number += 1
                yield Unit(number, address, str(child.block.label or label), "\n".join(texts.get(address, ())), child)
        elif name in texts:
            number += 1
            yield Unit(number, name, label, "\n".join(texts[name]))


def texts_of(publication: Publication) -> dict[str, str]:
    """The text of each unit of a public work, by its address."""
    page = Page.objects.filter(pk=publication.work_id).first()
    if page is None:
        return {}
    work = page.specific.with_content_json(dict(publication.seal.content))
    return {unit.address: unit.text for unit in _units(work) if unit.text}


def comments_by_address(round_: Round, expert: User) -> dict[str, list[Comment]]:
    """The expert's own remarks, by the round and unit they are about: others' aren't shown, so that each reads for themselves."""
    found: dict[str, list[Comment]] = {}
    for each in (round_, *part_rounds(round_)):
        for comment in each.comments.filter(by=expert):
            found.setdefault(f"{each.pk}:{unit_of(comment.address)}", []).append(comment)
    return found
