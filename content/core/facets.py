"""The ways to narrow a list of works down: whoever gives works a tag says here what its values are called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from content.core.languages import language
from content.core.registry import work_types

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from content.core.reference import ReferenceRow

# What a value is called, by the code of a language.
Name = Callable[[str], str]


@dataclass(frozen=True)
class Facet:
    """`names`: of these values, or of all there are, in one query at most. Lists show facets by `rank`.

    `called`: the values that a text names, where that isn't one of their names.
    """

    name: str
    label: StrOrPromise
    names: Callable[[Collection[str] | None], Mapping[str, Name]]
    rank: int
    called: Callable[[str], list[str]] | None = None

    def labels(self, values: Collection[str], lang: str) -> dict[str, str]:
        """What the values are called in a language; one without a name keeps its own."""
        names = self.names(values) if values else {}
        return {value: (names[value](lang) if value in names else "") or value for value in values}

    def values_called(self, text: str) -> list[str]:
        """The values that a text names in any language: by the whole name, else by a part of it."""
        wanted = _folded(text)
        if self.called is not None:
            return self.called(wanted)
        names = {
            value: {_folded(value), *(_folded(name(code)) for code, _n in settings.LANGUAGES)} for value, name in self._all()
        }
        whole = [value for value, known in names.items() if wanted in known]
        if whole or len(wanted) < 2:
            return whole
        return [value for value, known in names.items() if any(wanted in name for name in known)]

    def _all(self) -> Iterable[tuple[str, Name]]:
        return self.names(None).items()


_facets: dict[str, Facet] = {}


def register_facet(facet: Facet) -> None:
    _facets[facet.name] = facet


def facets() -> list[Facet]:
    return sorted(_facets.values(), key=lambda facet: facet.rank)


def facet(name: str) -> Facet | None:
    return _facets.get(name)


def rows(model: type[ReferenceRow]) -> Callable[[Collection[str] | None], Mapping[str, Name]]:
    """The names of shared rows, by their approved wording; values are slugs."""

    def names(values: Collection[str] | None) -> Mapping[str, Name]:
        known: Any = model._default_manager
        found = known.all() if values is None else known.filter(slug__in=values)
        return {row.slug: partial(row.wording, row.wording_fields[0]) for row in found}

    return names


def choices(pairs: Iterable[tuple[Any, StrOrPromise]]) -> Callable[[Collection[str] | None], Mapping[str, Name]]:
    known = {str(value): partial(said, label) for value, label in pairs}
    return lambda _values: known


def said(label: StrOrPromise, lang: str) -> str:
    """A translated text in a language that isn't the reader's."""
    with translation.override(lang):
        return str(label)


def _kinds(_values: Collection[str] | None) -> Mapping[str, Name]:
    return {model.kind(): partial(said, model._meta.verbose_name or "") for model in work_types()}


def _languages(_values: Collection[str] | None) -> Mapping[str, Name]:
    return {code: partial(_own_name, code) for code, _name in settings.LANGUAGES}


def _own_name(code: str, _lang: str) -> str:
    return language(code).name


def _languages_called(text: str) -> list[str]:
    """By code, by the name in itself, in English and in the languages whose names Django knows."""
    found = []
    for code, own in settings.LANGUAGES:
        english = get_language_info(code)["name"]
        names = {_folded(own), _folded(english)} | {_folded(_in(english, other)) for other, _n in settings.LANGUAGES}
        if text in {code, code.split("-", maxsplit=1)[0]} | names or (len(text) > 1 and any(text in name for name in names)):
            found.append(code)
    return found


def _in(english: str, lang: str) -> str:
    with translation.override(lang):
        # Django's own catalogues hold the names of languages.
        return _gettext(english)


def _years(values: Collection[str] | None) -> Mapping[str, Name]:
    return {value: partial(_same, value) for value in values or ()}


def _same(value: str, _lang: str) -> str:
    return value


def _years_called(text: str) -> list[str]:
    return [text] if text.isdigit() else []


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().replace("_", " ").split())


def register_own() -> None:
    """The facets that every work has."""
    register_facet(Facet("kind", _("type"), _kinds, rank=10))
    register_facet(Facet("lang", _("language"), _languages, rank=40, called=_languages_called))
    register_facet(Facet("year", _("year"), _years, rank=75, called=_years_called))
