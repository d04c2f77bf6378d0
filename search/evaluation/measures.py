"""MRR@10, R@10 and the share of queries without an answer."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from search.evaluation.data import Question

DEPTH = 10


@dataclass(frozen=True)
class Answered:
    """A question, the ids found for it, best first, with their scores, and the milliseconds that took."""

    question: Question
    found: Sequence[tuple[str, float]]
    ms: float

    def reciprocal_rank(self) -> float:
        """1 over the place of the first right answer among the first ten; 0 where there is none."""
        ranks = (rank for rank, (name, _score) in enumerate(self.found[:DEPTH], 1) if name in self.question.relevant)
        return 1 / next(ranks, math.inf)

    def recall(self) -> float:
        """The share of the right answers that is among the first ten."""
        wanted = self.question.relevant
        return len(wanted & {name for name, _score in self.found[:DEPTH]}) / min(len(wanted), DEPTH) if wanted else 0.0


def by_type(answers: Iterable[Answered]) -> dict[str, dict[str, Any]]:
    """For each type: the means over the sets (data set and language) of each set's mean; `zero` is of all its queries."""
    types: dict[str, dict[tuple[str, str], list[Answered]]] = defaultdict(lambda: defaultdict(list))
    for each in answers:
        types[each.question.type][each.question.data_set, each.question.lang].append(each)
    return {name: _of_sets(list(sets.values())) for name, sets in sorted(types.items())}


def by_set(answers: Iterable[Answered]) -> dict[str, dict[str, dict[str, Any]]]:
    """The same for each set alone, by its name ("xquad de") and type."""
    sets: dict[str, list[Answered]] = defaultdict(list)
    for each in answers:
        sets[f"{each.question.data_set} {each.question.lang}".strip()].append(each)
    return {name: by_type(of_set) for name, of_set in sorted(sets.items())}


def percentiles(values: Iterable[float]) -> dict[str, float]:
    """The nearest-rank percentiles 50 and 95."""
    ordered = sorted(values)
    if not ordered:
        return {"p50": 0.0, "p95": 0.0}
    return {f"p{share}": round(ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)], 3) for share in (50, 95)}


def _of_sets(sets: list[list[Answered]]) -> dict[str, Any]:
    answers = [each for of_set in sets for each in of_set]
    return {
        "n": len(answers),
        "mrr10": _mean([_mean([each.reciprocal_rank() for each in of_set]) for of_set in sets]),
        "r10": _mean([_mean([each.recall() for each in of_set]) for of_set in sets]),
        "zero": _mean([float(not each.found) for each in answers]),
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
