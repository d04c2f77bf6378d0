"""Passages and queries as JSON lines, gzip or plain."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.documents import IndexDocument, PassageText

SIMPLIFIED = {"zh": "zh-hans", "zh-cn": "zh-hans"}
_ID = (str, int)


class BadData(ValueError):
    """A file that can't be evaluated on; the message says where and why."""


@dataclass(frozen=True)
class Passage:
    """`number` stands for its `id` in the index."""

    number: int
    id: str
    lang: str
    title: str
    text: str
    group: str

    def document(self) -> IndexDocument:
        texts = [PassageText("text", self.text)]
        return IndexDocument(self.number, self.lang, "passage", self.title, passages=texts, group=self.group)


@dataclass(frozen=True)
class Question:
    """`relevant` are ids of passages that answer it."""

    id: str
    data_set: str
    lang: str
    type: str
    text: str
    relevant: frozenset[str]


def passages_of(path: Path) -> list[Passage]:
    """Raises `BadData`."""
    return [_passage(number, row) for number, row in enumerate(_rows(path, {"id": _ID, "lang": str, "text": str}), 1)]


def questions_of(path: Path, types: frozenset[str] = frozenset()) -> list[Question]:
    """Those of these types, of all where none is named. Raises `BadData`."""
    rows = _rows(path, {"qid": _ID, "lang": str, "type": str, "query": str, "relevant": list})
    return [_question(row) for row in rows if not types or row["type"] in types]


def _passage(number: int, row: dict[str, Any]) -> Passage:
    group = str(row.get("group") or row["id"])
    return Passage(number, str(row["id"]), code_of(row["lang"]), str(row.get("title") or ""), str(row["text"]), group)


def _question(row: dict[str, Any]) -> Question:
    relevant = frozenset(map(str, row["relevant"]))
    return Question(str(row["qid"]), str(row.get("ds", "")), code_of(row["lang"]), row["type"], str(row["query"]), relevant)


def code_of(lang: str) -> str:
    """The site's way of writing a language code: Chinese without more is simplified."""
    code = lang.lower().replace("_", "-")
    return SIMPLIFIED.get(code, code)


def _rows(path: Path, needed: Mapping[str, type | tuple[type, ...]]) -> Iterator[dict[str, Any]]:
    opened = gzip.open if _is_gzip(path) else open
    number = 0
    try:
        with opened(path, "rt", encoding="utf-8-sig") as lines:
            for line in lines:
                number += 1
                if line.strip():
                    yield _row(line, needed)
    except (ValueError, EOFError, zlib.error) as error:
        raise BadData(f"{path}:{max(number, 1)}: {error}") from error


def _row(line: str, needed: Mapping[str, type | tuple[type, ...]]) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or needed.keys() - row.keys():
        raise ValueError(f"{', '.join(sorted(needed))} needed")
    for name, kind in needed.items():
        if not isinstance(row[name], kind):
            raise ValueError(f"{name} can't be {json.dumps(row[name], ensure_ascii=False)[:60]}")
    return row


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"
