"""What a group of synonyms would change: the results of its words, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page

from content.core.presentation import Card, cards_of
from search.documents import SearchRequest
from search.engines.base import EngineUnavailable
from search.indexing import engine
from search.languages import own_codes
from search.querying import Query
from search.synonyms.expanding import expanded
from search.synonyms.keeping import languages_of
from search.synonyms.models import SynonymGroup
from search.synonyms.thesaurus import Thesaurus

if TYPE_CHECKING:
    from search.synonyms.thesaurus import Group

MOST_QUERIES = 8
MOST_RESULTS = 10


@dataclass(frozen=True)
class Moved:
    """A result and its places among the first ones, counted from 1; 0 where it isn't among them."""

    card: Card
    before: int
    after: int

    @property
    def kind(self) -> str:
        if not self.before or not self.after:
            return "comes" if self.after else "goes"
        return "stays" if self.before == self.after else "rises" if self.after < self.before else "falls"


@dataclass(frozen=True)
class Change:
    query: str
    results: list[Moved]

    @property
    def is_one(self) -> bool:
        return any(result.kind != "stays" for result in self.results)


def changes_by(group: SynonymGroup) -> list[Change]:
    """What each word of the group finds now, and would find once the group is saved as it stands.

    None while the index can't be asked, and before a language is chosen.
    """
    if not group.lang:
        return []
    saved = list(SynonymGroup.objects.order_by("pk"))
    before = [each.as_group() for each in saved]
    after = [each.as_group() for each in saved if each.pk != group.pk] + [group.as_group()]
    try:
        return [_change(word, group.lang, before, after) for word in group.listed()[:MOST_QUERIES]]
    except EngineUnavailable:
        return []


def _change(text: str, lang: str, before: list[Group], after: list[Group]) -> Change:
    had, has = (_found(text, lang, Thesaurus(groups)) for groups in (before, after))
    shown = {card.id: card for card in cards_of(Page.objects.filter(pk__in={*had, *has}))}
    places = [(pk, _place(pk, had), _place(pk, has)) for pk in dict.fromkeys([*has, *had]) if pk in shown]
    return Change(text, [Moved(shown[pk], before, after) for pk, before, after in places])


def _found(text: str, lang: str, thesaurus: Thesaurus) -> list[int]:
    query = expanded(Query.of(text), thesaurus, languages_of(lang)).query
    return [hit.id for hit in engine().search(SearchRequest(query, own_codes(lang), lang, limit=MOST_RESULTS)).hits]


def _place(pk: int, ids: list[int]) -> int:
    return ids.index(pk) + 1 if pk in ids else 0
