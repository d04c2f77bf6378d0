"""The fields that a query may name, and what they are called. English here; other languages are passed to the parser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

DATE = "date"
# Canonical name: what English-speaking people type for it.
NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "body": ("text", "body"),
    "contributor": ("contributor", "author", "by", "translator", "illustrator", "person"),
    "subject": ("subject", "topic"),
    "term": ("term", "keyword"),
    "kind": ("type", "kind"),
    "lang": ("language", "lang"),
    "level": ("level", "audience"),
    "institution": ("institution", "museum"),
    "place": ("place",),
    "licence": ("licence", "license"),
    "identifier": ("identifier", "id", "doi", "isbn", "orcid", "accession"),
    "period": ("period", "century", "era"),
    "state": ("state", "status", "review"),
    "series": ("series",),
    DATE: ("date", "year", "published"),
}


def folded(name: str) -> str:
    """A name as it is compared: width, case and spaces apart."""
    return "".join(normalize("NFKC", name).casefold().split())


def english() -> dict[str, str]:
    """The canonical name by each English one, folded."""
    return {folded(name): canonical for canonical, names in NAMES.items() for name in (canonical, *names)}


@dataclass(frozen=True)
class Grammar:
    """What a site's readers may type.

    `fields`: the canonical name of each field by its folded names in all languages. `alternatives`: words that mean OR;
    those of scripts with capitals count in capitals alone, those of others in short queries alone, where they are no
    part of a sentence.
    """

    fields: Mapping[str, str] = field(default_factory=english)
    alternatives: frozenset[str] = frozenset({"OR"})

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]], alternatives: Iterable[str]) -> Grammar:
        """English, with further (canonical, translated) names and words for OR. A name taken already keeps its meaning."""
        fields = english()
        for canonical, name in names:
            if key := folded(name):
                fields.setdefault(key, canonical)
        return cls(fields, frozenset({"OR", *(word.strip() for word in alternatives if word.strip())}))


ENGLISH = Grammar()
