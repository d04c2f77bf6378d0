"""Cases written by hand, a file a language: a few short works, what readers type, and the work that must come first.

In the files a document is `title | text`, a case `[query, first]`, or with more to say `{query, first, never, mode, repeat}`.
`never` must not be found at all; `mode` is `filtered` (the works of the reader's language) or `all` (no language known).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from search.documents import IndexDocument, PassageText

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    lang: str
    query: str
    first: str
    never: tuple[str, ...] = ()
    mode: str = "filtered"

    def __str__(self) -> str:
        return f"{self.lang}: {self.query[:60]!r} -> {self.first}"


@dataclass(frozen=True)
class Suite:
    documents: list[IndexDocument]
    names: dict[int, str]
    cases: list[Case]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(document.lang for document in self.documents))


def load() -> Suite:
    """All languages' works in one index, numbered; the name of each is its language and key."""
    suite = Suite([], {}, [])
    for path in sorted(FOLDER.glob("*.yaml")):
        lang, content = path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, text in content["documents"].items():
            number = len(suite.documents) + 1
            suite.names[number] = f"{lang}/{key}"
            suite.documents.append(_document(number, lang, text))
        suite.cases.extend(_case(lang, row) for row in content["cases"])
    return suite


def _document(number: int, lang: str, text: str) -> IndexDocument:
    title, _bar, body = text.partition(" | ")
    return IndexDocument(
        id=number, lang=lang, kind="article", title=title, passages=[PassageText("body", body)], group=str(number)
    )


def _case(lang: str, row: Any) -> Case:
    if isinstance(row, list):
        return Case(lang, row[0], f"{lang}/{row[1]}")
    never = tuple(f"{lang}/{key}" for key in row.get("never", ()))
    return Case(lang, row["query"] * row.get("repeat", 1), f"{lang}/{row['first']}", never, row.get("mode", "filtered"))
