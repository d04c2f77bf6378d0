"""A few works in several languages, and the questions asked of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from search.documents import IndexDocument, PassageText, SearchAnswer, SearchRequest
from search.engines.base import Engine
from search.querying import Query

LANGUAGES = ("en", "zh-hans", "zh-hant", "ar", "fr", "ru", "de")


def work(number: int, title: str, *texts: str, lang: str = "en", **more: Any) -> IndexDocument:
    passages = [PassageText(f"body.{place}", text) for place, text in enumerate(texts)]
    return IndexDocument(number, lang, more.pop("kind", "article"), title, passages=passages, **{"group": f"g{number}", **more})


def day(year: int, month: int = 1, date: int = 1, hour: int = 12) -> datetime:
    return datetime(year, month, date, hour, tzinfo=UTC)


LIBRARY = [
    work(1, "How stars shine", "Stars are balls of hot gas.", "They fuse hydrogen into helium.", group="stars",
         tags={"subject": ["astronomy", "physics"], "level": ["school"]}, published=day(2021), order="0a"),
    work(2, "恒星为什么发光", "恒星是炽热的气体球。", lang="zh-hans", group="stars",
         tags={"subject": ["astronomy", "physics"], "level": ["school"]}, published=day(2022), order="0b"),
    work(3, "The black hole in our galaxy", "A black hole bends light.", "Nothing leaves a hole that is black.",
         tags={"subject": ["astronomy"], "level": ["adult"]}, published=day(2023), order="03"),
    work(4, "Pourquoi les étoiles brillent", "Les étoiles sont des boules de gaz chaud.", lang="fr", group="stars",
         tags={"subject": ["astronomy"], "level": ["school"]}, published=day(2023, 6), order="0d"),
    work(5, "Why leaves turn red", "Chlorophyll fades in autumn; carotene and light remain.",
         tags={"subject": ["botany"], "level": ["school"]}, fields={"contributor": ["Maria Black"]}, kind="exhibit",
         published=day(2024), order="01"),
    work(6, "لماذا تلمع النجوم", "النجوم كرات من الغاز الحار.", lang="ar", tags={"subject": ["astronomy"]}, order="0c"),
]  # fmt: skip


def asked(engine: Engine, query: Query | str, lang: str = "en", **more: Any) -> SearchAnswer:
    """The answer in one language; in all of them where `lang` is empty."""
    wanted = Query.of(query) if isinstance(query, str) else query
    return engine.search(SearchRequest(wanted, (lang,) if lang else LANGUAGES, lang, **more))


def found(engine: Engine, query: Query | str, lang: str = "en", **more: Any) -> list[int]:
    return [hit.id for hit in asked(engine, query, lang, **more).hits]
