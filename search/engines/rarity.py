"""How rare tokens are among the texts of their own language, whatever other languages are in the index."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from search.analysis import family_of
from search.engines.base import Vocabulary
from search.engines.fields import DOCUMENT, language_token

# Of a language with few works nobody knows which words are rare: it counts as if it had so many more, without the word.
UNSEEN = 20


@dataclass(frozen=True)
class Rarity:
    """Numbers of documents by token; those of whole languages too."""

    frequencies: Mapping[str, int]

    @classmethod
    def of(cls, tokens: Iterable[str], languages: Iterable[str], vocabulary: Vocabulary) -> Rarity:
        """Asks the vocabulary once."""
        return cls(vocabulary.frequencies({DOCUMENT, *map(language_token, languages), *tokens}))

    def known(self, token: str) -> bool:
        return self.frequencies.get(token, 0) > 0

    def documents(self, token: str) -> int:
        """Of the token's language."""
        tag = family_of(token)
        if tag not in self._of_language:
            self._of_language[tag] = self.frequencies.get(language_token(tag), 0)
        return self._of_language[tag]

    @cached_property
    def _of_language(self) -> dict[str, int]:
        return {}

    def within_language(self, token: str, frequency: int | None = None) -> float:
        """The inverse document frequency (BM25's) among the documents of the token's language."""
        return _idf(self.documents(token) + UNSEEN, self.frequencies.get(token, 0) if frequency is None else frequency)

    def factor(self, token: str, frequency: int | None = None) -> float:
        """What makes of an engine's inverse document frequency, which is of all languages, that of the language."""
        count = self.frequencies.get(token, 0) if frequency is None else frequency
        overall = _idf(self.frequencies.get(DOCUMENT, 0), count)
        return self.within_language(token, count) / overall if overall else 1.0


@lru_cache(maxsize=10_000)
def _idf(documents: int, frequency: int) -> float:
    return math.log(1 + max(documents - frequency + 0.5, 0.5) / (frequency + 0.5))
