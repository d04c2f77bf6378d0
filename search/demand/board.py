"""The editors' demand board: topics that readers look for, the most missed first, and what could be done about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Q, Sum
from modeltranslation.utils import build_localized_fieldname

from content.taxonomy.models import Term
from search.demand.models import COUNTS, QueryDay, RareQuery
from search.demand.privacy import normal_form

# What a reader went away without, counted once; a translation costs less than a new work, an express wish says more.
WEIGHTS = {"nothing": 1.0, "elsewhere": 1.5, "little": 0.5, "wanted": 3.0}


@dataclass
class Topic:
    """Queries that mean the same: the spellings of one, the names that a glossary term has in several languages, and,
    with an encoder, what asks the same in other words.
    """

    term: str = ""
    queries: Counter[tuple[str, str]] = field(default_factory=Counter)  # (language, text), by how often
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, other: Topic) -> None:
        """Be one topic with another."""
        self.term = self.term or other.term
        self.queries.update(other.queries)
        self.counts.update(other.counts)

    @property
    def score(self) -> float:
        return sum(weight * self.counts[name] for name, weight in WEIGHTS.items())

    @property
    def lang(self) -> str:
        return self.queries.most_common(1)[0][0][0]

    @property
    def text(self) -> str:
        return self.queries.most_common(1)[0][0][1]

    @property
    def others(self) -> list[tuple[str, str]]:
        return [query for query, _count in self.queries.most_common()[1:]]


@dataclass(frozen=True)
class Board:
    topics: list[Topic]
    # By language: how often readers asked for what too few days asked for, or for what is never kept.
    rare: dict[str, Counter[str]]


def board(*, lang: str = "", since: date | None = None, until: date | None = None, missed: bool = True) -> Board:
    """Of days from `since` to `until`, both included. `missed`: only topics that somebody went away without."""
    bounds = _bounds("day", since, until)
    rows = QueryDay.objects.filter(bounds, **({"query__lang": lang} if lang else {}))
    found: Any = rows.values("query__lang", "query__form", "query__text").annotate(**{name: Sum(name) for name in COUNTS})
    sums: list[dict[str, Any]] = list(found)
    return Board(_topics([row for row in sums if row["query__form"]], missed=missed), _rare(sums, lang, since, until))


def _topics(rows: list[dict[str, Any]], *, missed: bool) -> list[Topic]:
    terms = _terms({row["query__lang"] for row in rows})
    topics: dict[tuple[str, str], Topic] = {}
    for row in rows:
        lang, form = row["query__lang"], row["query__form"]
        term = terms.get((lang, form), "")
        topic = topics.setdefault(("", term) if term else (lang, form), Topic(term))
        counts = {name: row[name] for name in COUNTS}
        topic.queries[lang, row["query__text"]] += counts["asked"] + counts["wanted"]
        topic.counts.update(counts)
    found = [topic for topic in topics.values() if topic.score or not missed]
    return sorted(_gathered(sorted(found, key=_most_missed)), key=_most_missed)


def _most_missed(topic: Topic) -> tuple[float, int, str, str]:
    return (-topic.score, -topic.counts["asked"], topic.lang, topic.text)


def _gathered(topics: list[Topic]) -> list[Topic]:
    if not settings.ORRERY_SEARCH_ENCODER:
        return topics
    from search.demand.alike import gathered  # noqa: PLC0415  (NumPy comes with an encoder, and is large)

    return gathered(topics)


def _terms(langs: set[str]) -> dict[tuple[str, str], str]:
    """The glossary's terms by what their names have in common with queries, in these languages."""
    columns = {lang: build_localized_fieldname("name", lang) for lang in langs}
    found: dict[tuple[str, str], str] = {}
    for row in Term.objects.values("slug", *columns.values()) if columns else ():
        for lang, column in columns.items():
            if row[column]:
                found.setdefault((lang, _form_of_name(row[column], lang)), row["slug"])
    return found


@lru_cache(maxsize=50_000)
def _form_of_name(name: str, lang: str) -> str:
    return normal_form(name, lang)


def _rare(sums: Iterable[dict[str, Any]], lang: str, since: date | None, until: date | None) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in sums:
        if not row["query__form"]:
            found.setdefault(row["query__lang"], Counter()).update({name: row[name] for name in COUNTS})
    waiting = RareQuery.objects.filter(_bounds("last_day", since, until), **({"lang": lang} if lang else {}))
    sums_of_waiting: Any = waiting.values("lang").annotate(**{name: Sum(name) for name in COUNTS})
    for row in sums_of_waiting:
        found.setdefault(row["lang"], Counter()).update({name: row[name] for name in COUNTS})
    return found


def _bounds(name: str, since: date | None, until: date | None) -> Q:
    bounds = {f"{name}__gte": since, f"{name}__lte": until}
    return Q(**{key: day for key, day in bounds.items() if day})
