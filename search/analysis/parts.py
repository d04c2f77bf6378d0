"""The parts of a token, `family|kind|word`: a language's family, what kind of piece it is (see `tokens`), and the piece."""

from __future__ import annotations

from functools import lru_cache


def family_of(token: str) -> str:
    return token.split("|", 1)[0]


# A query's tokens are taken apart many times while it is planned.
@lru_cache(maxsize=20_000)
def kind_of(token: str) -> str:
    return token.split("|", 2)[1]


def word_of(token: str) -> str:
    return token.split("|", 2)[2]


def prefix_of(token: str) -> str:
    """What comes before the word in a token: its family and kind."""
    return token[: len(token) - len(word_of(token))]
