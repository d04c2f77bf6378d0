"""Where two sequences differ, without the cost that grows with the square of their length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# From this length on, what stands everywhere no longer serves to align.
LONG = 1000


class Difference(NamedTuple):
    kind: str
    i1: int
    i2: int
    j1: int
    j2: int


def differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """As `SequenceMatcher.get_opcodes` without what is equal; what both begin and end with is set aside first."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    one, two = old[head : len(old) - tail], new[head : len(new) - tail]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=max(len(one), len(two)) > LONG).get_opcodes():
        if kind != "equal":
            yield Difference(kind, head + i1, head + i2, head + j1, head + j2)
