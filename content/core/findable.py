"""What a work is found, filtered and counted by beside its text: each type and each of its mixins adds its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from content.core.models import Work


@dataclass
class Findable:
    """`tags` are values to filter by, by the name of their facet; `words` what is found also by naming the field.

    `named` are the fields of the work whose text is among the words, or that no reader sees: they are no passages.
    """

    tags: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def add_tags(self, name: str, *values: object) -> None:
        self._add(self.tags, name, [str(value) for value in values if value not in {None, ""}])

    def add_words(self, name: str, *texts: str) -> None:
        self._add(self.words, name, [text.strip() for text in texts if text and text.strip()])

    def add_field(self, work: Work, field_name: str, name: str) -> None:
        """The text of a plain field of the work, found under `name`."""
        self.named.add(field_name)
        self.add_words(name, getattr(work, field_name) or "")

    @staticmethod
    def _add(store: dict[str, list[str]], name: str, values: list[str]) -> None:
        if values:
            store[name] = list(dict.fromkeys([*store.get(name, []), *values]))


def of_work(work: Work) -> Findable:
    """What every work has: key words, what it cites, the year it was published in."""
    found = Findable(named={"title", "keywords", "seo_title", "search_description"})
    found.add_words("term", *work.keywords.replace("，", ",").replace("،", ",").split(","))
    for reference in work.references.raw_data:
        value: dict[str, Any] = reference.get("value") or {}
        found.add_words("identifier", value.get("doi") or "", value.get("isbn") or "")
    if work.first_published_at:
        found.add_tags("year", work.first_published_at.year)
    return found
