"""What was meant by Han that sounds the same: titles and terms whose pinyin is that of the query."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from content.core.publication import public, seals
from content.taxonomy.models import Term
from search.analysis import family
from search.analysis.folding import fold_han
from search.completion.readings import pinyin_of
from search.models import CompletionKey

_ALL_HAN = regex.compile(r"\p{Han}{2,12}")
MOST = 20
Kind = CompletionKey.Kind


def homophones(text: str) -> Iterator[str]:
    """Words of public titles and approved terms that are read like the text and written otherwise."""
    asked = fold_han("".join(text.split()))
    if not _ALL_HAN.fullmatch(asked):
        return
    reading = pinyin_of(list(asked))
    for name in _names("".join(reading)):
        simplified = fold_han(name)
        sounds = pinyin_of([char if regex.match(r"\p{Han}", char) else "" for char in simplified])
        for place in range(len(simplified) - len(asked) + 1):
            meant = simplified[place : place + len(asked)]
            if sounds[place : place + len(asked)] == reading and meant != asked:
                yield meant


def _names(reading: str) -> list[str]:
    """Chinese names that hold this reading, terms first."""
    start = reading.encode()
    keys = CompletionKey.objects.filter(key__gte=start, key__lt=start + b"\xff").order_by("kind", "key")
    rows = keys.filter(kind__in=(Kind.TITLE, Kind.WITHIN_TITLE, Kind.TERM)).values_list("kind", "object_id", "lang")
    found = [row for row in rows[:MOST] if family(row[2]) == "zh"]
    terms = Term.objects.in_bulk({pk for kind, pk, _lang in found if kind == Kind.TERM})
    works = {pk for kind, pk, _lang in found if kind != Kind.TERM}
    visible = set(public().filter(pk__in=works).values_list("pk", flat=True)) if works else set()
    names = [terms[pk].approved.get(lang, {}).get("name", "") for kind, pk, lang in found if kind == Kind.TERM and pk in terms]
    return names + [face.title for face in seals().faces(visible).values()]
