"""Whether each index holds exactly what it should: compared with the database both ways, and mended."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from search.engines.base import EngineUnavailable, IndexBusy
from search.indexing.catching_up import needs_building
from search.indexing.index import Compared
from search.indexing.outbox import drain, note
from search.indexing.reading import BATCH
from search.indexing.rebuilding import rebuild


class Problem(StrEnum):
    # Of a work: not there, there as it was, there though it mustn't be.
    MISSING = "missing"
    STALE = "stale"
    GHOST = "ghost"
    # Of the whole index: there is none that can be read, or it waits to be built anew.
    UNUSABLE = "unusable"


@dataclass(frozen=True)
class Finding:
    index: str
    problem: Problem
    work_id: int | None = None
    reason: str = ""


@dataclass
class Comparison:
    """What is amiss, and how much was mended of what was."""

    checked: int = 0
    findings: list[Finding] = field(default_factory=list)
    mended: int = 0


def check(index: Compared, *, fix: bool = False) -> Comparison:
    """Compare all documents of an index with the database, in memory of some hundred bytes a work.

    What changes meanwhile is no finding: each suspect is looked at again, after the index has followed. Raises nothing
    for an index that can't answer: that is the finding.
    """
    try:
        return _mended(index) if fix else _checked(index, fix=False)
    except EngineUnavailable as error:
        return Comparison(findings=[Finding(index.name, Problem.UNUSABLE, reason=str(error))])


def _mended(index: Compared) -> Comparison:
    try:
        return _checked(index, fix=True)
    except IndexBusy:
        raise
    except EngineUnavailable:
        # It opens, and can't be read through.
        return Comparison(checked=rebuild(index), mended=1)


def _checked(index: Compared, *, fix: bool) -> Comparison:
    if needs_building(index):
        if not fix:
            return Comparison(findings=[Finding(index.name, Problem.UNUSABLE)])
        return Comparison(checked=rebuild(index), mended=1)
    drain(index)
    result = Comparison()
    suspects = _suspects(index, result)
    result.findings = _problems(index, suspects)
    if fix and result.findings:
        wrong = [finding.work_id for finding in result.findings if finding.work_id is not None]
        note(index, wrong)
        result.mended, result.findings = len(wrong), _problems(index, wrong)
        result.mended -= len(result.findings)
    return result


def _suspects(index: Compared, result: Comparison) -> list[int]:
    held = index.held()
    suspects = []
    for document in index.wanted():
        result.checked += 1
        if held.pop(document.id, None) != document.fingerprint():
            suspects.append(document.id)
    return [*suspects, *held]


def _problems(index: Compared, works: Collection[int]) -> list[Finding]:
    if not works:
        return []
    drain(index)
    held = index.held()
    return [
        Finding(index.name, problem, work_id)
        for some in _batches(sorted(works))
        for work_id, problem in _compared(some, held, {each.id: each.fingerprint() for each in index.wanted(some)})
    ]


def _compared(works: list[int], held: dict[int, int], wanted: dict[int, int]) -> Iterator[tuple[int, Problem]]:
    for work_id in works:
        if work_id in held and work_id not in wanted:
            yield work_id, Problem.GHOST
        elif work_id in wanted and work_id not in held:
            yield work_id, Problem.MISSING
        elif held.get(work_id) != wanted.get(work_id):
            yield work_id, Problem.STALE


def _batches(works: list[int]) -> Iterator[list[int]]:
    return (works[start : start + BATCH] for start in range(0, len(works), BATCH))
