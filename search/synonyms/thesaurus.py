"""Groups of synonyms, ready to be looked up in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.analysis import family
from search.synonyms.matching import Unit, forms, units


@dataclass(frozen=True)
class Group:
    """In `lang`, each of `asked` also finds the others of `found`."""

    lang: str
    asked: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A piece of a text that is a synonym, and a word of a language that may stand in its place."""

    start: int
    end: int
    instead: str
    lang: str


class Thesaurus:
    def __init__(self, groups: Iterable[Group]) -> None:
        # By family of languages and the first form of the words.
        self._entries: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]] = {}
        for group in groups:
            entries = self._entries.setdefault(family(group.lang), {})
            for word in group.asked:
                if asked := forms(word, group.lang):
                    others = tuple(other for other in group.found if forms(other, group.lang) not in ((), asked))
                    entries.setdefault(asked[0], []).append((asked, others))

    def __bool__(self) -> bool:
        return bool(self._entries)

    def places(self, text: str, languages: Iterable[str]) -> Iterator[Place]:
        """Where the text holds a synonym of one of these languages."""
        for tag in dict.fromkeys(family(lang) for lang in languages):
            entries = self._entries.get(tag, {})
            read = units(text, tag) if entries else []
            for number, unit in enumerate(read):
                for asked, others in entries.get(unit.form, ()):
                    yield from _places(read[number : number + len(asked)], asked, others, tag)


def _places(read: list[Unit], asked: tuple[str, ...], others: tuple[str, ...], lang: str) -> Iterator[Place]:
    if tuple(unit.form for unit in read) == asked:
        yield from (Place(read[0].start, read[-1].end, other, lang) for other in others)
