"""A policy in plain words: a sentence for each thing that it asks, so that two versions can be compared as texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext

from content.core.registry import work_types
from content.review.grading.measured import measured
from content.review.models import Anonymity, ReviewPolicy
from content.review.seats.seating import CRITERIA, OUTCOMES, REOPENS, PolicyInForce, Seat
from content.taxonomy.models import Level, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

PEOPLE = {
    "scientist": ngettext_lazy("%(count)d scientist", "%(count)d scientists", "count"),
    "educator": ngettext_lazy("%(count)d educator", "%(count)d educators", "count"),
    "editor": ngettext_lazy("%(count)d editor", "%(count)d editors", "count"),
    "bilingual": ngettext_lazy("%(count)d bilingual expert", "%(count)d bilingual experts", "count"),
    "reader": ngettext_lazy(
        "%(count)d reader of the target age, with a mentor", "%(count)d readers of the target age, with mentors", "count"
    ),
}


@dataclass(frozen=True)
class Names:
    """What types, subjects, levels and languages are called, read once."""

    kinds: Mapping[str, str]
    subjects: Mapping[str, str]
    levels: Mapping[str, str]
    langs: Mapping[str, str]

    @classmethod
    def read(cls) -> Names:
        return cls(
            kinds={model.kind(): str(model._meta.verbose_name) for model in work_types()},
            subjects={subject.slug: str(subject) for subject in Subject.objects.all()},
            levels={level.slug: str(level) for level in Level.objects.all()},
            langs={code: str(name) for code, name in settings.LANGUAGES},
        )

    def of(self, field: str, values: list[str]) -> str:
        known: Mapping[str, str] = getattr(self, field)
        return pgettext("between names", ", ").join(known.get(value, value) for value in values)


def sentences(terms: PolicyInForce) -> list[str]:
    """Everything that a policy, or several added up, asks for."""
    return [*seats_in_words(terms), *_course(terms), *_afterwards(terms), *_report(terms)]


def seats_in_words(terms: PolicyInForce) -> list[str]:
    """A sentence for each seat; the step it belongs to where there are several."""
    in_steps = len({seat.step for seat in terms.seats}) > 1
    said = []
    for seat in terms.seats:
        words = seat_in_words(seat)
        said.append(_("Step %(step)d: %(seat)s") % {"step": seat.step, "seat": words} if in_steps else words)
    if in_steps:
        said.append(_("The seats of one step are filled side by side; the next step begins when all of them are filled."))
    return said


def seat_in_words(seat: Seat) -> str:
    count = seat.count
    people = str(PEOPLE[seat.role] % {"count": count}) if seat.role in PEOPLE else f"{count} {seat.label}"
    words = _("%(quorum)d of %(people)s") % {"quorum": seat.quorum, "people": people} if seat.quorum < count else people
    if seat.of_subject:
        words = _("%(people)s of the work's subject") % {"people": words}
    if seat.by_invitation:
        words = _("%(people)s, by invitation") % {"people": words}
    reopens = REOPENS.get(seat.reopens, seat.reopens)
    return _("%(people)s (asked again after approval by: %(change)s)") % {"people": words, "change": reopens}


def _course(terms: PolicyInForce) -> Iterator[str]:
    if terms.needs_decision:
        yield _("When every seat is filled, an editor decides; the seal comes with the decision.")
    else:
        yield _("When every seat is filled, the work is approved: no editor has to decide.")
    answer = ngettext("%(count)d working day", "%(count)d working days", terms.answer_days) % {"count": terms.answer_days}
    report = ngettext("%(count)d working day", "%(count)d working days", terms.report_days) % {"count": terms.report_days}
    yield _("Experts answer an invitation within %(answer)s and report within %(report)s.") % {
        "answer": answer,
        "report": report,
    }
    if terms.offers_next:
        yield _("What isn't answered or reported in time is withdrawn, and the next expert in line is asked.")
    yield _("Anonymity: %(what)s.") % {"what": Anonymity(terms.anonymity).label}


def _afterwards(terms: PolicyInForce) -> Iterator[str]:
    if terms.allows_typos:
        yield _("After approval, editors may publish corrected typos without review.")
    else:
        yield _("After approval, every change is reviewed, corrected typos too.")
    if terms.allows_urgent:
        hours = ngettext("%(count)d hour", "%(count)d hours", terms.urgent_hours) % {"count": terms.urgent_hours}
        yield _("A scientist on duty may clear an urgent notice; without full review it goes back after %(hours)s.") % {
            "hours": hours
        }


def _report(terms: PolicyInForce) -> Iterator[str]:
    if terms.form:
        questions = " ".join(str(each.get("text") or CRITERIA.get(each["key"], each["key"])) for each in terms.form)
        yield _("Experts are asked: %(questions)s") % {"questions": questions}
    for outcome, text in terms.wordings:
        yield _("“%(words)s” counts as: %(outcome)s.") % {"words": text, "outcome": OUTCOMES[outcome]}


def conditions_in_words(conditions: Mapping[str, Any], names: Names) -> list[str]:
    """Which works a policy is for."""
    said = [
        (_("Types: %(names)s"), "kinds"),
        (_("Subjects, with all that is part of them: %(names)s"), "subjects"),
        (_("Levels: %(names)s"), "levels"),
        (_("Languages: %(names)s"), "langs"),
    ]
    found = [text % {"names": names.of(field, conditions[field])} for text, field in said if conditions.get(field)]
    if conditions.get("applies", "all") != ReviewPolicy.Applies.ALL:
        found.append(str(ReviewPolicy.Applies(conditions["applies"]).label).capitalize())
    return found or [_("Every work")]


@dataclass(frozen=True)
class Change:
    """A version of a policy, and how its sentences differ from the version before."""

    version: Any
    gone: list[str]
    new: list[str]


def history(policy: ReviewPolicy, names: Names) -> list[Change]:
    """The newest version first; of the first one nothing is told but that it began."""
    found: list[Change] = []
    before: list[str] | None = None
    for version in sorted(policy.versions.all(), key=lambda each: each.number):
        said = [*conditions_in_words(version.conditions, names), *sentences(PolicyInForce.from_json(version.terms))]
        old = before if before is not None else said
        found.append(Change(version, [line for line in old if line not in said], [line for line in said if line not in old]))
        before = said
    return found[::-1]


def grader_in_words() -> str:
    """How often the grader took a change of meaning for a typo: what stands beside the switch that trusts it."""
    found = measured()
    return _(
        "Measured on %(date)s with %(pairs)d edits in %(languages)d languages: of %(meaning)d changes of meaning, %(wrong)d "
        "passed as typos; of %(typos)d true typos, %(seen)d were seen as such."
    ) % {
        "date": formats.date_format(found.measured_on, "DATE_FORMAT"),
        "pairs": found.total.pairs,
        "languages": found.languages,
        "meaning": found.total.meaning,
        "wrong": found.total.meaning_as_typo,
        "typos": found.total.typos,
        "seen": found.total.typos_seen,
    }


def grader_by_language(names: Names) -> list[str]:
    """The same for each language of the site that was measured."""
    text = _("%(lang)s: %(wrong)d of %(meaning)d changes of meaning passed as typos, %(seen)d of %(typos)d typos were seen")
    return [
        text
        % {
            "lang": name,
            "wrong": figures.meaning_as_typo,
            "meaning": figures.meaning,
            "seen": figures.typos_seen,
            "typos": figures.typos,
        }
        for code, name in names.langs.items()
        if (figures := measured().by_language.get(code))
    ]
