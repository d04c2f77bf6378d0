"""The letter that a decision begins from: a template in the author's language, its placeholders filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modeltranslation.utils import build_localized_fieldname

from content.core.languages import fallbacks
from content.review.correspondence.links import language_of
from content.review.models import LetterTemplate, Report, Round

if TYPE_CHECKING:
    from content.people.models import User
    from content.review.boards.rows import Row

Decision = LetterTemplate.Decision
# The gravest first: what an expert recommended, and the decision that follows it.
_FOLLOWS = {
    Report.Recommendation.REJECT: Decision.REJECT,
    Report.Recommendation.MAJOR: Decision.MAJOR,
    Report.Recommendation.CHANGES: Decision.MAJOR,
    Report.Recommendation.MINOR: Decision.MINOR,
}

_PLACEHOLDER = re.compile(r"\{(title|author|editor)\}")


@dataclass(frozen=True)
class Prefilled:
    pk: int
    name: str
    lang: str
    text: str


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put `title`, `author` and `editor` in; braces in a value, and any others in the text, stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def letters_for(round_: Round, decision: str, *, by: User) -> list[Prefilled]:
    """Every letter that goes with a decision, as `by` would send it to whoever submitted the work."""
    values = {"title": round_.title, "author": round_.submitted_by_name, "editor": str(by)}
    lang = language_of(round_.submitted_by) if round_.submitted_by else round_.lang
    return list(_letters(decision, lang, values))


def proposed_decision(row: Row) -> str:
    """The decision that the reports lead to: the gravest recommendation, approval where nobody objects."""
    recommended = {report.recommendation for report in row.objections}
    return next((decision for recommendation, decision in _FOLLOWS.items() if recommendation in recommended), Decision.APPROVE)


def _letters(decision: str, lang: str, values: dict[str, str]) -> Iterator[Prefilled]:
    for template in LetterTemplate.objects.filter(decision=decision):
        for code in fallbacks(lang):
            text = getattr(template, build_localized_fieldname("text", code))
            if text:
                yield Prefilled(template.pk, template.name, code, fill(text, values))
                break
