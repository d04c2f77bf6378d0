"""What is indexed, asked and answered: one document a work and language. No Django."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class PassageText:
    address: str
    text: str


@dataclass(frozen=True)
class IndexDocument:
    """A work in one language. `scope` is public, or draft for what only the admin finds."""

    id: int
    lang: str
    kind: str
    title: str
    summary: str = ""
    passages: list[PassageText] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    url: str = ""
    group: str = ""
    scope: str = "public"
    site: str = ""
    section: str = ""

    @property
    def key(self) -> str:
        return f"{self.scope}:{self.id}"

    def stored(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class SearchRequest:
    query: str
    lang: str = ""
    scope: str = "public"
    limit: int = 20
    offset: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    id: int
    lang: str
    group: str
    score: float
    # What a snippet is cut from: the stored passages, and the tokens that were asked for.
    stored: str = field(default="", repr=False)
    wanted: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class SearchAnswer:
    total: int
    hits: list[Hit]
