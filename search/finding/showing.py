"""The hits of one page as readers see them: each passes through `public()`, in one query for all and their translations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.html import escape, strip_tags
from wagtail.models import Page

from content.core.passages import anchor_of
from content.core.presentation import Card, cards_of
from search.analysis import family, tokens_of
from search.crossing import Mention
from search.documents import Hit, PassageText, SearchAnswer
from search.engines.base import Engine, EngineUnavailable
from search.finding.asking import Asked
from search.finding.marking import Snippet, snippet
from search.finding.results import Result
from search.reasons import ByMeaning, BySpelling, ByTerm, Reason
from search.synonyms import Applied
from search.synonyms.reason import by_synonym


@dataclass(frozen=True)
class Clues:
    """What tells why a work was found: the synonyms that were searched for too, and the glossary's concepts in the query."""

    synonyms: Collection[Applied] = ()
    mentions: Sequence[Mention] = ()


def shown(hits: list[Hit], answer: SearchAnswer, asked: Asked, engine: Engine | None, clues: Clues) -> list[Result]:
    """The results of these hits, in their order; one that isn't public now is left out."""
    ids = [hit.id for hit in hits]
    by_id = _cards(ids)
    families = _families(by_id.values())
    texts = _texts(ids, engine)
    results = []
    for hit in hits:
        if hit.id in by_id:
            card = by_id[hit.id]
            others = [other for other in families[card.translation_key] if other != card]
            # The title stands above the snippet already.
            text = [passage for passage in texts.get(hit.id, []) if passage.address != "title"]
            marked = snippet(text, answer.wanted.get(hit.lang, ()), hit.lang)
            by_meaning = [ByMeaning()] if hit.id in (answer.by_meaning or ()) else []
            reasons = (
                *_by_term(marked, clues.mentions, hit.lang),
                *(by_synonym(clues.synonyms, (card.title, strip_tags(marked.html)), hit.lang) if clues.synonyms else ()),
                *_by_spelling(marked, answer),
                *by_meaning,
            )
            results.append(_result(card, others, marked, reasons, asked.lang))
    return results


def _result(card: Card, others: list[Card], marked: Snippet, reasons: tuple[Reason, ...], lang: str) -> Result:
    foreign = bool(lang) and card.language.code != lang
    anchor = anchor_of(marked.address) if marked.found else ""
    return Result(
        card=card,
        snippet=marked.html if marked.found or not card.summary else escape(card.summary),
        url=f"{card.url}#{anchor}" if anchor else card.url,
        also_in=others,
        own=next((other for other in others if other.language.code == lang), None) if foreign else None,
        foreign=foreign,
        reasons=reasons,
    )


def _by_term(marked: Snippet, mentions: Sequence[Mention], lang: str) -> Sequence[Reason]:
    """The glossary's names of what was asked for, in the language of a work that isn't the query's."""
    names = [(mention, mention.concept.name(lang)) for mention in mentions if mention.tag != family(lang)]
    return [ByTerm(each.typed, name) for each, name in names if name and marked.found.intersection(tokens_of(name, lang))]


def _by_spelling(marked: Snippet, answer: SearchAnswer) -> Sequence[Reason]:
    """Words of the passage that are only nearly those of the query."""
    words = {token.rsplit("|", 1)[-1] for token in marked.found}
    return [BySpelling(asked, word) for asked, near in answer.spelling.items() for word in near if word in words][:3]


def _cards(ids: list[int]) -> dict[int, Card]:
    """Of the public works among these, and of their translations."""
    families = Page.objects.filter(pk__in=ids).values("translation_key")
    return {card.id: card for card in cards_of(Page.objects.filter(translation_key__in=families))} if ids else {}


def _families(all_cards: Iterable[Card]) -> dict[UUID, list[Card]]:
    """The translations of each work, by the names of their languages."""
    found: dict[UUID, list[Card]] = {}
    for card in sorted(all_cards, key=lambda card: card.language.name):
        found.setdefault(card.translation_key, []).append(card)
    return found


def _texts(ids: Iterable[int], engine: Engine | None) -> dict[int, list[PassageText]]:
    try:
        return engine.passages(ids) if engine else {}
    except EngineUnavailable:
        return {}
