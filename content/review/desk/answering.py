"""The form of a report as it is asked, and as it was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from content.review.models import Report, Round
from content.review.seats.seating import ANSWERS, CRITERIA


def questions_of(round_: Round, answers: Mapping[str, str]) -> list[dict[str, Any]]:
    """The form's questions with what is answered so far."""
    return _asked(round_.terms.form, answers)


def answers_of(report: Report) -> list[dict[str, Any]]:
    """What the expert answered, under the questions as they were asked then."""
    asked = [question for question in _asked(report.form, report.answers) if question["answer"]]
    return [
        {**each, "answer": each["answer"] if each.get("text") else ANSWERS.get(each["answer"], each["answer"])} for each in asked
    ]


def _asked(form: Iterable[dict[str, Any]], answers: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            **question,
            "label": question.get("text") or CRITERIA.get(question["key"], question["key"]),
            "answer": answers.get(question["key"], ""),
        }
        for question in form
    ]
