"""What a request asks for; what isn't allowed is said, not guessed."""

from __future__ import annotations

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from content.core.facets import facets
from search.api.cursors import BadCursor, given_by
from search.documents import Sort
from search.finding import Asked
from search.finding.asking import LONGEST, MOST_VALUES, parameter_of

SIZE, MOST = 20, 100


class Wrong(Exception):
    """A parameter and, in the reader's language, what is wrong with it."""

    def __init__(self, parameter: str, reason: str) -> None:
        super().__init__(parameter, reason)
        self.parameter, self.reason = parameter, reason


def asked_by(params: QueryDict, lang: str) -> Asked:
    """Raises `Wrong`."""
    names = [parameter_of(facet.name) for facet in facets()]
    for name in params:
        if name not in {"q", "lang", "sort", "limit", "cursor", *names}:
            raise Wrong(name, _("There is no such parameter."))
    if len(params.get("q", "")) > LONGEST:
        raise Wrong("q", _("A query has at most %(most)d characters.") % {"most": LONGEST})
    asked = Asked.of(params, lang)
    for name in names:
        if len(params.getlist(name)) > MOST_VALUES:
            raise Wrong(name, _("At most %(most)d values can be asked for.") % {"most": MOST_VALUES})
    return Asked(text=asked.text, lang=lang, filters=asked.filters, sort=_sort(params), size=_limit(params), given=_given(params))


def language_asked(params: QueryDict, otherwise: str) -> str:
    """The language the query is written in, and that the answer is labelled in. Raises `Wrong`."""
    lang = params.get("lang", otherwise)
    if lang not in dict(settings.LANGUAGES):
        raise Wrong("lang", _("This site has no such language."))
    return lang


def _sort(params: QueryDict) -> Sort:
    try:
        return Sort(params.get("sort", Sort.RELEVANCE))
    except ValueError as error:
        raise Wrong("sort", _("Choose one of: %(choices)s.") % {"choices": ", ".join(Sort)}) from error


def _limit(params: QueryDict) -> int:
    text = params.get("limit", str(SIZE))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MOST):
        raise Wrong("limit", _("It is a number from 1 to %(most)d.") % {"most": MOST})
    return int(text)


def _given(params: QueryDict) -> frozenset[int]:
    try:
        return given_by(params.get("cursor", "")) if "cursor" in params else frozenset()
    except BadCursor as error:
        raise Wrong("cursor", _("Use the address in `next` of the page before, as it is.")) from error
