"""The glossary's terms in a query: what they are called in the other languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from search.analysis import Span, family, kind_of, spans
from search.querying import Either, Part, Phrase, Query, Words

# The first characters of a query are enough to know what it is about.
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Concept:
    """What one thing is called: approved names by language."""

    names: Mapping[str, str] = field(hash=False)
    id: int = 0

    def name(self, lang: str) -> str:
        """Its name in a language, or in the other way of writing it; empty where it has none."""
        if lang in self.names:
            return self.names[lang]
        return next((name for code, name in self.names.items() if family(code) == family(lang)), "")


@dataclass(frozen=True)
class Mention:
    """A term as it was typed, between these places of the text, in a language of this family."""

    typed: str
    tag: str
    start: int
    end: int
    concept: Concept


class Glossary:
    """Finds terms in texts of any script, inflected as its stemmer knows: the longest at each place."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        # family → first unit of a name → names that begin so, the longest first
        self._names: dict[str, dict[str, list[tuple[tuple[str, ...], Concept]]]] = {}
        for concept in concepts:
            for lang, name in concept.names.items():
                if units := tuple(unit for unit, _span in _units(name, lang)):
                    self._names.setdefault(family(lang), {}).setdefault(units[0], []).append((units, concept))
        for names in self._names.values():
            for same in names.values():
                same.sort(key=lambda pair: -len(pair[0]))

    def mentions(self, text: str, lang: str = "") -> list[Mention]:
        """The terms in a text, in its order. Where languages share a spelling, `lang` decides, then the longer term."""
        text = text[:LONGEST_TEXT]
        found = [mention for tag in self._names for mention in self._in_language(text, tag)]
        found.sort(key=lambda each: (each.start - each.end, each.tag != family(lang)))
        kept: list[Mention] = []
        for mention in found:
            over = [other for other in kept if other.start < mention.end and mention.start < other.end]
            if all(other.concept == mention.concept and other.tag != mention.tag for other in over):
                kept.append(mention)
        return sorted(kept, key=lambda each: each.start)

    def translations(self, query: Query, lang: str = "") -> tuple[tuple[str, Query], ...]:
        """By family of languages, the query as far as the glossary can say it there."""
        read: dict[Part, list[Mention]] = {
            part: self.mentions(part.text, lang) for part in query.parts if isinstance(part, Words | Phrase)
        }
        tags = {family(code) for mentions in read.values() for each in mentions for code in each.concept.names}
        translated = ((tag, _translated(query, read, tag)) for tag in sorted(tags))
        return tuple((tag, query) for tag, query in translated if query is not None)

    def _in_language(self, text: str, tag: str) -> Iterable[Mention]:
        units, names = list(_units(text, tag)), self._names[tag]
        place = 0
        while place < len(units):
            length = 1
            for wanted, concept in names.get(units[place][0], ()):
                if tuple(unit for unit, _span in units[place : place + len(wanted)]) == wanted:
                    start, end = units[place][1].start, units[place + len(wanted) - 1][1].end
                    yield Mention(text[start:end], tag, start, end, concept)
                    length = len(wanted)
                    break
            place += length


def _units(text: str, lang: str) -> Iterable[tuple[str, Span]]:
    """What stands at each place: a stem where there is one; not the words joined out of their parts."""
    for span in spans(text, lang, query=True):
        kinds = {kind_of(token): token for token in span.tokens}
        if kinds and "j" not in kinds:
            yield kinds.get("s", span.tokens[0]), span


def _translated(query: Query, read: Mapping[Part, list[Mention]], tag: str) -> Query | None:
    """Terms by their names, conditions as they are; other words have no translation."""
    parts: list[Part] = []
    something = False
    for part in query.parts:
        if not isinstance(part, Words | Phrase):
            parts.append(part)
            continue
        names = _names(read[part], tag)
        something = something or bool(names)
        if names:
            parts.append(names[0] if len(names) == 1 else Either(names))
    return replace(query, parts=tuple(parts)) if something else None


def _names(mentions: list[Mention], tag: str) -> tuple[Words, ...]:
    """The terms' names in a language, but for those that were typed in it."""
    typed = {(mention.concept, mention.tag) for mention in mentions}
    names = [
        name
        for mention in mentions
        if (mention.concept, tag) not in typed
        for code, name in mention.concept.names.items()
        if family(code) == tag
    ]
    return tuple(Words(name) for name in dict.fromkeys(names))
