"""How often the grader is wrong, counted on the pairs that people labelled.

The file `measured.json` holds the figures, so that a site shows them without the pairs, which lie with the tests.
`python -m content.review.grading.measured` counts them anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from content.review.grading import grade

FILE = Path(__file__).parent / "measured.json"
PAIRS = Path(__file__).parents[3] / "tests/content/review/grading/pairs.jsonl"


@dataclass(frozen=True)
class Figures:
    """`meaning_as_typo` is the error that matters; a typo that isn't seen as one only costs a second reading."""

    pairs: int
    meaning: int
    meaning_as_typo: int
    meaning_as_style: int
    style_as_typo: int
    typos: int
    typos_seen: int

    @property
    def typo_recall(self) -> float:
        """The share of true typos that are seen as such, from 0 to 1; 1 where there are none."""
        return self.typos_seen / self.typos if self.typos else 1.0


@dataclass(frozen=True)
class Measured:
    total: Figures
    by_language: dict[str, Figures]
    measured_on: date

    @property
    def languages(self) -> int:
        return len(self.by_language)

    def as_json(self) -> dict[str, object]:
        return {
            "languages": self.languages,
            **_with_recall(self.total),
            "by_language": {lang: _with_recall(figures) for lang, figures in self.by_language.items()},
            "measured_on": self.measured_on.isoformat(),
        }


@cache
def measured() -> Measured:
    """What `measured.json` says."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return Measured(
        total=_figures(found),
        by_language={lang: _figures(figures) for lang, figures in found["by_language"].items()},
        measured_on=date.fromisoformat(found["measured_on"]),
    )


def measure(pairs: Iterable[Mapping[str, str]], *, on: date) -> Measured:
    """Grade labelled pairs {lang, old, new, label} and count."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for pair in pairs:
        found = grade(pair["old"], pair["new"], lang=pair["lang"]).grade
        counts.setdefault(pair["lang"], Counter())[pair["label"], found] += 1
    total: Counter[tuple[str, str]] = sum(counts.values(), Counter())
    return Measured(total=_counted(total), by_language={lang: _counted(counts[lang]) for lang in sorted(counts)}, measured_on=on)


def labelled_pairs() -> list[dict[str, str]]:
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def _counted(counts: Counter[tuple[str, str]]) -> Figures:
    labels: Counter[str] = Counter()
    for (label, _found), number in counts.items():
        labels[label] += number
    return Figures(
        pairs=counts.total(),
        meaning=labels["meaning"],
        meaning_as_typo=counts["meaning", "typo"],
        meaning_as_style=counts["meaning", "style"],
        style_as_typo=counts["style", "typo"],
        typos=labels["typo"],
        typos_seen=counts["typo", "typo"],
    )


def _with_recall(figures: Figures) -> dict[str, object]:
    return {**asdict(figures), "typo_recall": round(figures.typo_recall, 3)}


def _figures(found: Mapping[str, int]) -> Figures:
    return Figures(**{name: found[name] for name in Figures.__dataclass_fields__})


if __name__ == "__main__":
    now = measure(labelled_pairs(), on=datetime.now(tz=UTC).date())
    FILE.write_text(json.dumps(now.as_json(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
