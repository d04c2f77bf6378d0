"""From the tree to a string that `parse` reads as the same tree."""

from __future__ import annotations

from collections.abc import Mapping

from search.querying.days import written
from search.querying.tree import Between, Either, FieldIs, Part, Phrase, Query, TagIs, Without, Words


def write(query: Query, names: Mapping[str, str] | None = None) -> str:
    """`names`: what fields are called, by canonical name, where it isn't that one."""
    return " ".join(filter(None, (_part(part, names or {}) for part in query.parts)))


def _part(part: Part, names: Mapping[str, str]) -> str:
    match part:
        case Words(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Either(parts):
            return " OR ".join(_part(each, names) for each in parts)
        case Without(negated):
            return f"-{_part(negated, names)}"
    return _named(part, names.get(part.name, part.name))


def _named(part: FieldIs | TagIs | Between, name: str) -> str:
    match part:
        case FieldIs(part=Phrase(text)):
            return f'{name}:"{text}"'
        case FieldIs(part=Words(text)):
            return " ".join(f"{name}:{word}" for word in text.split())
        case TagIs(values=values):
            return " OR ".join(f"{name}:{value}" for value in values)
        case Between(start=start, end=end):
            return f"{name}:{written((start, end))}"
    raise TypeError(part)
