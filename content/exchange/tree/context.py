"""What the readers of a document tree share while they turn one body into blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from content.exchange.document import ImportedMedia, RawBlock

# Pandoc's elements: {"t": kind, "c": content}.
Element = dict[str, Any]
# Gives the picture that a source in the document names, or None.
FindPicture = Callable[[str], ImportedMedia | None]


@dataclass
class Context:
    lang: str
    warn: Callable[[object], None]
    find_picture: FindPicture
    media: dict[str, ImportedMedia]
    notes: list[dict[str, str]] = field(default_factory=list)
    science_notes: list[dict[str, str]] = field(default_factory=list)
    # Blocks found inside a line of text (pictures), to be set after it.
    pending: list[RawBlock] = field(default_factory=list)
    has_raw_html: bool = False
    # What bare `[#3]` marks may refer to.
    reference_labels: frozenset[str] = frozenset()

    def chapter(self) -> Context:
        """The context of another body of the same work: its own notes, the same pictures."""
        return Context(self.lang, self.warn, self.find_picture, self.media, reference_labels=self.reference_labels)

    def lost(self, what: object) -> None:
        """Name a way of writing that the work can't keep; its words are kept."""
        self.warn(_("Not kept, but its words are: %(what)s.") % {"what": what})

    def add_note(self, html: str, label: str = "") -> str:
        """Keep a note, and give its label: the one wanted, or the next free number."""
        taken = {note["label"] for note in self.notes}
        if not label or label in taken:
            number = len(taken) + 1
            while str(number) in taken:
                number += 1
            label = str(number)
        self.notes.append({"label": label, "text": html})
        return label


def attribute(attr: list[Any], name: str) -> str:
    """The value of a key in pandoc's attributes `[id, classes, [[key, value]…]]`."""
    return next((str(value) for key, value in attr[2] if key == name), "")
