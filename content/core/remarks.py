"""What readers are told of a work beside its text: badges by the title, remarks above it, marks in it.

Whoever knows something of a work that readers must know registers here; core knows how it is shown, not what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail.blocks import StreamValue

from content.core.languages import Language
from content.core.passages import unit_of

if TYPE_CHECKING:
    from content.core.models import Work


@dataclass(frozen=True)
class Badge:
    """A state in a word and a sign. `kind` is approved, provisional, corrected, refused or outdated."""

    kind: str
    text: str


@dataclass(frozen=True)
class Remark:
    """A sentence by a work's title: outdated, corrected, provisional."""

    kind: str
    text: str
    url: str = ""
    title: str = ""
    badge: Badge | None = None
    # What was wrong, what is right, who said so: label and words, the words in `language`.
    details: tuple[tuple[str, str], ...] = ()
    language: Language | None = None
    # The addresses of the passages that it is about, and what stands beside them in the text.
    passages: tuple[str, ...] = ()
    mark: str = ""
    # What it is called within the page, so that marks can lead to it.
    anchor: str = ""
    until: datetime | None = None
    # As schema.org has it.
    schema: dict[str, Any] = field(default_factory=dict)
    status: str = ""


_remarks: list[Callable[[Work], Iterable[Remark]]] = []
_farewells: list[Callable[[int], Iterable[Remark]]] = []


def register_remark(remark: Callable[[Work], Iterable[Remark]]) -> None:
    """`remark` says what readers of a public work have to know."""
    _remarks.append(remark)


def register_farewell(farewell: Callable[[int], Iterable[Remark]]) -> None:
    """`farewell` says why the work with this id isn't public any more."""
    _farewells.append(farewell)


def remarks_of(work: Work) -> list[Remark]:
    return [found for remark in _remarks for found in remark(work)]


def farewell_of(work_id: int) -> list[Remark]:
    return [found for farewell in _farewells for found in farewell(work_id)]


def marks_in(work: Work, remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    """The remarks on each block of the text, by its address; those on passages that the text hasn't are left out."""
    told = [remark for remark in remarks if remark.passages]
    if not told:
        return {}
    there = {
        f"{name}/{child.id}"
        for name in work.public_field_names()
        if isinstance(value := getattr(work, name, None), StreamValue)
        for child in value
    }
    found: dict[str, list[Remark]] = {}
    for remark in told:
        for address in dict.fromkeys(unit_of(passage) for passage in remark.passages):
            if address in there:
                found.setdefault(address, []).append(remark)
    return found


def badges_of(remarks: Iterable[Remark], reviewed: Badge) -> list[Badge]:
    """What stands by the title, gravest first. What was retracted isn't called reviewed there."""
    said = list(dict.fromkeys(remark.badge for remark in remarks if remark.badge))
    refused = [badge for badge in said if badge.kind == "refused"]
    if refused:
        return refused
    return [reviewed, *said]
