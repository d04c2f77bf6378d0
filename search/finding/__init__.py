"""What a reader's search answers: hits that are public now, a work once, with the other languages it is in."""

from __future__ import annotations

from search.finding.asking import Asked
from search.finding.finding import find, results_of
from search.finding.results import Result, Results

__all__ = ["Asked", "Result", "Results", "find", "results_of"]
