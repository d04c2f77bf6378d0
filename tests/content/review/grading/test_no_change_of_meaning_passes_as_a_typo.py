"""The grader against pairs that people labelled: what it must never do, and what it must at least see."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from content.review.grading import grade, grade_texts, worst

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command("review_grade", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def graded() -> list[tuple[str, str, str]]:
    """(id, label, grade) of each pair."""
    return [(pair["id"], pair["label"], grade(pair["old"], pair["new"], lang=pair["lang"]).grade) for pair in PAIRS]


def test_the_set_is_as_large_as_it_has_to_be() -> None:
    assert len(PAIRS) >= 400
    assert len({pair["lang"] for pair in PAIRS}) >= 6


def test_no_change_of_meaning_or_style_passes_as_a_typo(graded: list[tuple[str, str, str]]) -> None:
    assert [found for found in graded if found[1] != "typo" and found[2] == "typo"] == []


def test_no_change_of_meaning_passes_as_style(graded: list[tuple[str, str, str]]) -> None:
    assert [found for found in graded if found[1] == "meaning" and found[2] == "style"] == []


def test_most_true_typos_are_seen_as_such(graded: list[tuple[str, str, str]]) -> None:
    seen = Counter(found for _id, label, found in graded if label == "typo")

    assert seen["typo"] / seen.total() >= 0.6


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [
        ("en", "It is 1.5 km wide.", "It is 15 km wide."),
        ("en", "Nobody is now here.", "Nobody is nowhere."),
        ("en", "A causal link was found.", "A casual link was found."),
        ("en", "The dose is 5 mg.", "The dose is 5 Mg."),
        ("zh-hans", "三分之一的恒星", "四分之一的恒星"),
        ("zh-hans", "一亿年前", "一万年前"),
        ("zh-hans", "它不发光。", "它发光。"),
        ("ar", "عمره ١٢ عامًا", "عمره ١٣ عامًا"),
        ("ar", "لا يدور القمر", "يدور القمر"),
        ("ru", "Она не светит.", "Она светит."),
        ("fr", "Il n'est jamais seul.", "Il est seul."),
        ("es", "Nació hace un año.", "Nació hace un ano."),
        ("sw", "Nyota ni moto.", "Nyota si moto."),
    ],
)
def test_what_always_counts(lang: str, old: str, new: str) -> None:
    assert grade(old, new, lang=lang).grade == "meaning"
    assert grade(new, old, lang=lang).grade == "meaning"


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "zh-hans", "ar", "bo", "ja", "xx"]))
def test_any_two_strings_get_a_grade(old: str, new: str, lang: str) -> None:
    assert grade(old, new, lang=lang).grade in {"none", "typo", "style", "meaning"}


def test_a_passage_more_or_less_is_a_change_of_meaning() -> None:
    assert worst(grade_texts("One.\n\nTwo.", "One.", lang="en")) == "meaning"


def test_the_command_grades_files_and_pairs_without_a_database(tmp_path: Path) -> None:
    old, new, pairs = tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / "pairs.jsonl"
    old.write_text("The telescop sees far.\n\nIt weighs 12 kg.\n")
    new.write_text("The telescope sees far.\n\nIt weighs 12 kg.\n")
    pairs.write_text('{"id": 7, "lang": "en", "old": "It is hot.", "new": "It is not hot."}\n')

    result = json.loads(printed(str(old), str(new), "--lang", "en", "--json"))
    line = json.loads(printed("--pairs", str(pairs)))

    assert result["grade"] == "typo"
    assert result["passages"] == [
        {"grade": "typo", "reasons": ["spelling"], "before": "The telescop sees far.", "after": "The telescope sees far."}
    ]
    assert (line["id"], line["grade"]) == (7, "meaning")
