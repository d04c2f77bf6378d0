"""What is indexed, asked and answered: one document a work and language. No Django."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from search.engines.nodes import Node
from search.querying import Query


@dataclass(frozen=True)
class PassageText:
    """A piece of a work's text, by its address in the work."""

    address: str
    text: str


@dataclass(frozen=True)
class IndexDocument:
    """A work in one language.

    `tags` are what lists are filtered and counted by: values, not words, by name ("subject": its slug and those of its
    ancestors). `fields` are words by the name a query may ask for ("contributor", "identifier"); all of them are found
    without naming the field too. `order` is the title's sort key in the work's own language, as hexadecimal digits.
    `group` is shared by the languages of one work.
    """

    id: int
    lang: str
    kind: str
    title: str
    summary: str = ""
    passages: list[PassageText] = field(default_factory=list)
    tags: dict[str, list[str]] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    published: datetime | None = None
    order: str = ""
    group: str = ""

    def all_tags(self) -> list[str]:
        """`name=value`, with those that every document has: kind and lang."""
        own = {"kind": [self.kind], "lang": [self.lang], **self.tags}
        return [f"{name}={value}" for name, values in own.items() for value in dict.fromkeys(values) if value]

    def fingerprint(self) -> int:
        """63 bits, equal for equal content in every process: what an index is compared with the database by."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=str)
        return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest()) >> 1


class Scope(StrEnum):
    """An index each: what is public, and what only the admin finds."""

    PUBLIC = "public"
    DRAFT = "draft"


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True)
class SearchRequest:
    """What is asked of an engine.

    `languages`: of the works to search in. `lang`: the language the query is written in; empty where it isn't known.
    `translations`: by family of languages, the query as it can be said there; its words as typed are searched for too.
    `filters`: by tag name, values of which one must be there. `groups`: search in these alone, where given. `facets`:
    tag names whose values are counted, each under the filters of the others. `limit` and `offset` count hits.
    """

    query: Query
    languages: tuple[str, ...]
    lang: str = ""
    translations: tuple[tuple[str, Query], ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True)
class Hit:
    """A document that answers. `score` is comparable within one answer only; hits of one `group` are one work."""

    id: int
    lang: str
    score: float
    group: int = 0


@dataclass(frozen=True)
class Counts:
    """Of works, each once in however many languages it answers; `facets` by tag name and value.

    Exact for some hundreds, about right beyond.
    """

    works: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class SearchAnswer:
    """`total` counts documents; `counted` works, where facets were asked for. `node` is what they were found by.

    `wanted`: by language, the tokens that were searched for, to mark in texts. `spelling`: words of the query that the
    index doesn't hold, with those it was searched for instead. `by_meaning`: ids of hits that no word of the query finds;
    None where only words were looked for, and scores alone give the order.
    """

    total: int
    hits: list[Hit]
    counted: Counts | None = None
    node: Node | None = None
    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spelling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_meaning: frozenset[int] | None = None
