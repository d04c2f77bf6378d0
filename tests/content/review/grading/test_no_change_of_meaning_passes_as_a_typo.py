"""The grader against pairs that people labelled: what it must never do, and what it must at least see."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from content.review.grading import grade, grade_texts, worst
from content.review.grading.measured import measured

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


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
        ("en", "The “safe” dose is known.", "The safe “dose” is known."),
        ("en", "Rats (and mice) of this age survive.", "Rats (and mice of this age) survive."),
        ("en", "See [the study](https://example.org/comet).", "See [the study](https://example.org/comets)."),
        ("en", "Methane was found.", "Methene was found."),
        ("en", "The result is shown in [a].", "The result is shown in [b]."),
        ("es", "El depósito crece.", "El deposito crece."),
        ("es", "La corteza es dura.", "La corteja es dura."),
        ("de", "Das Nitrat wurde gelöst.", "Das Nitrit wurde gelöst."),
        ("de", "Forscher, die die Sonne sehen, warten.", "Forscher, die Sonne sehen, warten."),
        ("ru", "Сигнал звезды поймали.", "Сигнал звёзды поймали."),
        ("ar", "كتب التقرير عن الذرة.", "كُتب التقرير عن الذرة."),
        ("bo", "མི་ང་ཡིན།", "མིང་ཡིན།"),
        ("fa", "نام‌های ستاره", "نامه‌ای ستاره"),
        ("ko", "큰 집에서 관측했다.", "큰집에서 관측했다."),
        ("mg", "Mg is light.", "mg is light."),
        ("en", "The man-eating shark swam.", "The man, eating shark swam."),
        ("en", "The man-eating shark swam.", "The man – eating shark swam."),
        ("ru", "Прибор, излучавший свет.", "Прибор, изучавший свет."),
        ("ru", "Потому льду прошли звери.", "По тому льду прошли звери."),
        ("zh-hans", "声音的基音", "声音的基因"),
        ("ja", "びょういんで調べた。", "びよういんで調べた。"),
        ("ko", "아버지가방에 들어간다.", "아버지 가방에 들어간다."),
        ("de", "Die Genethik wächst.", "Die Genetik wächst."),
    ],
)
def test_what_always_counts(lang: str, old: str, new: str) -> None:
    assert grade(old, new, lang=lang).grade == "meaning"
    assert grade(new, old, lang=lang).grade == "meaning"


def test_a_passage_more_or_less_is_a_change_of_meaning() -> None:
    assert worst(grade_texts("One.\n\nTwo.", "One.", lang="en")) == "meaning"


def test_the_figures_shown_to_editors_are_those_of_the_pairs(graded: list[tuple[str, str, str]]) -> None:
    shown = measured()

    assert (shown.total.pairs, shown.languages) == (len(PAIRS), len({pair["lang"] for pair in PAIRS}))
    for lang, figures in [(None, shown.total), *shown.by_language.items()]:
        counts = Counter(
            (label, found) for pair, (_id, label, found) in zip(PAIRS, graded, strict=True) if lang in {None, pair["lang"]}
        )
        assert (figures.pairs, figures.typos_seen) == (counts.total(), counts["typo", "typo"]), lang
        assert (figures.meaning_as_typo, figures.meaning_as_style) == (counts["meaning", "typo"], counts["meaning", "style"])
        assert figures.typos == sum(number for (label, _found), number in counts.items() if label == "typo")


def test_at_least_three_typos_in_five_are_seen_in_each_language_with_many_pairs() -> None:
    few = [lang for lang, figures in measured().by_language.items() if figures.typos >= 20 and figures.typo_recall < 0.6]

    assert few == []
