"""A name that the glossary gives is spelled as it should be: what was typed alone may be misspelt."""

from __future__ import annotations

from collections.abc import Iterable

from search.documents import SearchRequest
from search.engines.base import Neighbour
from search.engines.planning import plan
from search.querying import Query


class Vocabulary:
    """An index of French and Chinese that holds no word that is asked for, and notes which are to be corrected."""

    def __init__(self) -> None:
        self.corrected: set[str] = set()

    def frequencies(self, tokens: Iterable[str]) -> dict[str, int]:
        return dict.fromkeys(tokens, 0)

    def neighbours(self, tokens: Iterable[str]) -> dict[str, list[Neighbour]]:
        self.corrected |= set(tokens)
        return {}


def corrected(request: SearchRequest) -> set[str]:
    vocabulary = Vocabulary()
    plan(request, vocabulary)
    return {token.split("|")[2] for token in vocabulary.corrected}


def test_the_name_of_a_term_in_another_language_is_not_corrected() -> None:
    translated = (("fr", Query.of("trou noir")),)

    assert corrected(SearchRequest(Query.of("黑洞"), ("fr", "zh-hans"), "zh-hans", translations=translated)) == set()


def test_what_was_typed_is_corrected() -> None:
    assert "trou" in corrected(SearchRequest(Query.of("trou noir"), ("fr",), "fr"))
