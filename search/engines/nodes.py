"""A planned query that knows no engine: each engine compiles these nodes to its own. Scores are BM25 (k1 1.2, b 0.75)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Token:
    """A token of the analysis in a field of tokens (`title`, `body`, …), scored by BM25 times `weight`."""

    field: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Sequence:
    """Tokens in this order, one after the other; scored as a phrase times `weight`."""

    field: str
    tokens: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Near:
    """Two tokens in either order, with at most `between` others between them. Scores `score`, however often."""

    field: str
    tokens: tuple[str, str]
    between: int
    score: float


@dataclass(frozen=True)
class Sum:
    """At least `need` of these; the score is the sum of those that are there."""

    nodes: tuple[Node, ...]
    need: int = 1


@dataclass(frozen=True)
class Best:
    """At least one of these; the score is the best one's, and `tie` times that of the others."""

    nodes: tuple[Node, ...]
    tie: float = 0.0


@dataclass(frozen=True)
class Tagged:
    """At least one of these tags (`name=value`). Scores nothing."""

    tags: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """Published within these days, both included; None is open. Scores nothing."""

    start: date | None
    end: date | None


@dataclass(frozen=True)
class Numbered:
    """The documents of these ids. Scores nothing."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class Everything:
    """All documents. Scores nothing."""


@dataclass(frozen=True)
class Scaled:
    """The node's score times `weight`; weight 0 makes it a mere condition."""

    node: Node
    weight: float


@dataclass(frozen=True)
class All:
    """All of `must`, none of `without`; `should` only adds to the score."""

    must: tuple[Node, ...]
    should: tuple[Node, ...] = ()
    without: tuple[Node, ...] = ()


Node = Token | Sequence | Near | Sum | Best | Tagged | Published | Numbered | Everything | Scaled | All
