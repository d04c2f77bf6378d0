"""What happened to some of the demo's works, step by step: the same actions as in the admin, by the demo's people."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from content.exchange.demo.stories.steps import Stories

__all__ = ["Stories", "Telling", "stories_of"]

SOURCES = Path(__file__).parent


@dataclass(frozen=True)
class Telling:
    """Steps by language: in place of the plain way to the public, and after all languages have gone it."""

    first: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    then: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def stories_of(work: str) -> Telling:
    path = SOURCES / f"{work}.json"
    return Telling(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Telling()
