"""A query with what editors declared to mean the same: a pure function on its tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice, product

from search.querying import Either, Part, Query, Words
from search.synonyms.thesaurus import Place, Thesaurus

MOST_WAYS = 8  # in which a text is asked for, its own included
LONGEST = 300  # characters of a text that is expanded: a pasted page needs no synonyms


@dataclass(frozen=True)
class Applied:
    """What was asked for, as it was typed, and what of a language is searched for too."""

    asked: str
    instead: str
    lang: str


@dataclass(frozen=True)
class Expansion:
    query: Query
    applied: tuple[Applied, ...] = ()


def expanded(query: Query, thesaurus: Thesaurus, languages: Iterable[str]) -> Expansion:
    """The query that also finds the synonyms of its words in these languages.

    What stands in quotation marks, in a field or after a minus is meant as it was typed.
    """
    codes, applied = list(languages), list[Applied]()
    parts = tuple(_part(part, thesaurus, codes, applied) for part in query.parts) if thesaurus else query.parts
    return Expansion(Query(parts), tuple(dict.fromkeys(applied)))


def _part(part: Part, thesaurus: Thesaurus, languages: list[str], applied: list[Applied]) -> Part:
    if isinstance(part, Either):
        return replace(part, parts=tuple(_part(each, thesaurus, languages, applied) for each in part.parts))
    if not isinstance(part, Words) or len(part.text) > LONGEST:
        return part
    text = part.text
    choices = _side_by_side(thesaurus.places(text, languages))
    applied += [Applied(text[place.start : place.end], place.instead, place.lang) for places in choices for place in places]
    ways = list(dict.fromkeys(islice(_ways(text, choices), MOST_WAYS)))
    return Either(tuple(Words(way) for way in ways)) if len(ways) > 1 else part


def _side_by_side(places: Iterable[Place]) -> list[list[Place]]:
    """What may stand at each place, from left to right; of two that overlap the longer one, as in reading."""
    chosen: list[list[Place]] = []
    in_order = sorted(places, key=lambda place: (place.start, -place.end))
    for (start, _end), group in groupby(in_order, key=lambda place: (place.start, place.end)):
        if not chosen or start >= chosen[-1][0].end:
            chosen.append(list(group))
    return chosen


def _ways(text: str, choices: list[list[Place]]) -> Iterator[str]:
    """The text as it is, then with its synonyms in place."""
    own = [(text[places[0].start : places[0].end], *(place.instead for place in places)) for places in choices]
    for chosen in product(*own):
        way, here = "", 0
        for places, words in zip(choices, chosen, strict=True):
            way += text[here : places[0].start] + words
            here = places[0].end
        yield way + text[here:]
