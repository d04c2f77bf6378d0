"""What a query asks for. It knows no language: texts are analysed when it is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Words:
    """Words that belong together: most of them must be there, in any order. As typed, in one run."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """These words in this order."""

    text: str


@dataclass(frozen=True)
class FieldIs:
    """Words or a phrase in one field, by its canonical name."""

    name: str
    part: Words | Phrase


@dataclass(frozen=True)
class TagIs:
    """One of these tags: what a reader's words for a type, level or language turned out to mean."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """A date within these days, both included; None is open."""

    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Either:
    """At least one of these."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Without:
    """None of these may be there."""

    part: Part


Part = Words | Phrase | FieldIs | TagIs | Between | Either | Without


@dataclass(frozen=True)
class Query:
    """All of its parts; one without parts asks for nothing."""

    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    @staticmethod
    def of(text: str) -> Query:
        """The query of plain words, whatever signs they hold."""
        return Query((Words(text),)) if text.strip() else Query()
