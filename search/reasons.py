"""Why a result answers, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.core.languages import isolated


@dataclass(frozen=True)
class ByTerm:
    """The reviewed glossary calls what was asked for by this name, in the language of the result."""

    asked: str
    name: str
    kind: str = "term"

    def __str__(self) -> str:
        return _("term: %(asked)s = %(name)s") % {"asked": isolated(self.asked), "name": isolated(self.name)}


@dataclass(frozen=True)
class BySpelling:
    """A word that no work holds, and one that is spelled nearly so."""

    asked: str
    found: str
    kind: str = "spelling"

    def __str__(self) -> str:
        return _("similar spelling: %(asked)s, %(found)s") % {"asked": isolated(self.asked), "found": isolated(self.found)}


@dataclass(frozen=True)
class BySynonym:
    """Editors declared that what was asked for means this too."""

    asked: str
    name: str
    kind: str = "synonym"

    def __str__(self) -> str:
        return _("synonym: %(asked)s = %(name)s") % {"asked": isolated(self.asked), "name": isolated(self.name)}


@dataclass(frozen=True)
class ByMeaning:
    """No word of the query is needed: the encoder takes both texts to say the same."""

    kind: str = "meaning"

    def __str__(self) -> str:
        return _("same meaning")


Reason = ByTerm | BySynonym | BySpelling | ByMeaning
