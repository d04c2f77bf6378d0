"""What a policy asks for, as plain values: seats, clocks, the questions of its form; and how policies add up.

A round keeps the JSON of its `PolicyInForce`, so that a policy may change while rounds run.

Several policies that match a work add up: each seat of each policy must be filled; of two seats with one name the larger
number, the earlier step and the stricter condition count; an editor's decision is needed if one asks for it; typos may be
published without review only if all allow it; the shorter clocks and the stricter anonymity count; the questions of all
forms are asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ROLES: dict[str, Promise | str] = {
    "scientist": _("scientist"),
    "educator": _("educator"),
    "editor": _("editor"),
    "bilingual": _("bilingual expert"),
    "reader": _("reader of the target age, with a mentor"),
}

CRITERIA: dict[str, Promise | str] = {
    "accuracy": _("Is what it says correct?"),
    "evidence": _("Does the evidence support it, and are the sources named?"),
    "clarity": _("Will its audience understand it?"),
    "uncertainty": _("Does it say what isn't certain?"),
    "safety": _("Can nobody be hurt by following it?"),
    "respect": _("Does it treat people and cultures with respect?"),
    "units": _("Are figures, units and formulae right?"),
}

ANSWERS: dict[str, Promise | str] = {"yes": _("yes"), "partly": _("partly"), "no": _("no"), "not_asked": _("can't judge")}

# What an expert may recommend; a site's own words for it map to one of these.
OUTCOMES: dict[str, Promise | str] = {
    "endorse": _("endorse"),
    "minor": _("minor changes"),
    "changes": _("changes requested"),
    "major": _("major changes"),
    "reject": _("reject"),
}

# What a change after approval has to be before a seat is asked again.
REOPENS = {"style": _("any change but a typo"), "meaning": _("a change of meaning"), "never": _("no change")}
_STRICTNESS = {"never": 0, "meaning": 1, "style": 2}
_ANONYMITY = ("open", "anonymous", "double")


@dataclass(frozen=True)
class Seat:
    """One kind of approval that is asked for: `quorum` experts of `role` out of `count`."""

    slug: str
    role: str = "scientist"
    count: int = 1
    quorum: int = 1
    step: int = 1
    by_invitation: bool = False
    of_subject: bool = False
    reopens: str = "style"

    @property
    def label(self) -> str:
        return str(ROLES.get(self.role, self.role))

    def in_words(self) -> str:
        if self.quorum < self.count:
            return str(_("%(quorum)d of %(count)d: %(role)s")) % {"quorum": self.quorum, "count": self.count, "role": self.label}
        return ngettext("%(count)d seat: %(role)s", "%(count)d seats: %(role)s", self.count) % {
            "count": self.count,
            "role": self.label,
        }


@dataclass(frozen=True)
class Option:
    """What an expert can choose: the site's words for an outcome."""

    key: str
    text: Promise | str
    outcome: str


@dataclass(frozen=True)
class PolicyInForce:
    """The seats and rules of one round. Days are working days."""

    seats: tuple[Seat, ...]
    versions: tuple[tuple[str, int], ...] = ()
    needs_decision: bool = False
    allows_typos: bool = False
    offers_next: bool = False
    allows_urgent: bool = False
    urgent_hours: int = 24
    answer_days: int = 5
    report_days: int = 15
    anonymity: str = "open"
    form: tuple[dict[str, Any], ...] = field(default_factory=tuple)
    # (outcome, the site's words for it), in the order experts see; empty for the plain outcomes.
    wordings: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PolicyInForce:
        known = {name: value for name, value in data.items() if name in cls.__dataclass_fields__}
        if not known:
            return DEFAULT
        seats = tuple(Seat(**seat) for seat in known.pop("seats", ()))
        versions = tuple((slug, number) for slug, number in known.pop("versions", ()))
        wordings = tuple((outcome, text) for outcome, text in known.pop("wordings", ()))
        return cls(seats=seats, versions=versions, form=tuple(known.pop("form", ())), wordings=wordings, **known)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def seat(self, slug: str) -> Seat:
        """KeyError for an unknown one."""
        return {seat.slug: seat for seat in self.seats}[slug]

    def options(self) -> list[Option]:
        """What an expert may recommend. The first words for an outcome have its name as their key."""
        if not self.wordings:
            return [Option(outcome, text, outcome) for outcome, text in OUTCOMES.items()]
        found: list[Option] = []
        for outcome, text in self.wordings:
            same = sum(1 for option in found if option.outcome == outcome)
            found.append(Option(f"{outcome}-{same + 1}" if same else outcome, text, outcome))
        return found

    def option(self, name: str) -> Option | None:
        """By its key; an outcome for which the policy has no words of its own is one too."""
        known = {option.key: option for option in self.options()}
        return known.get(name) or (Option(name, OUTCOMES[name], name) if name in OUTCOMES else None)


DEFAULT_SEAT = Seat("science")
DEFAULT = PolicyInForce(seats=(DEFAULT_SEAT,), form=tuple({"key": key, "required": False} for key in CRITERIA))


def add_up(policies: Iterable[PolicyInForce]) -> PolicyInForce:
    """One policy out of all that match; the default where none does."""
    found = list(policies)
    if not found:
        return DEFAULT
    total = found[0]
    for other in found[1:]:
        total = _add(total, other)
    return total


def _add(one: PolicyInForce, two: PolicyInForce) -> PolicyInForce:
    seats = {seat.slug: seat for seat in one.seats}
    for each in two.seats:
        # The same name for another kind of expert is another seat.
        other = each.slug in seats and seats[each.slug].role != each.role
        seat = replace(each, slug=f"{each.slug}-{each.role}") if other else each
        seats[seat.slug] = _stricter(seats[seat.slug], seat) if seat.slug in seats else seat
    form = {question["key"]: question for question in (*one.form, *two.form)}
    return PolicyInForce(
        seats=tuple(sorted(seats.values(), key=lambda seat: (seat.step, seat.slug))),
        versions=(*one.versions, *two.versions),
        needs_decision=one.needs_decision or two.needs_decision,
        allows_typos=one.allows_typos and two.allows_typos,
        offers_next=one.offers_next or two.offers_next,
        allows_urgent=one.allows_urgent and two.allows_urgent,
        urgent_hours=min(one.urgent_hours, two.urgent_hours),
        answer_days=min(one.answer_days, two.answer_days),
        report_days=min(one.report_days, two.report_days),
        anonymity=max(one.anonymity, two.anonymity, key=_ANONYMITY.index),
        form=tuple(form.values()),
        wordings=tuple(dict.fromkeys((*one.wordings, *two.wordings))),
    )


def _stricter(one: Seat, two: Seat) -> Seat:
    return replace(
        one,
        count=max(one.count, two.count),
        quorum=max(one.quorum, two.quorum),
        step=min(one.step, two.step),
        by_invitation=one.by_invitation or two.by_invitation,
        of_subject=one.of_subject or two.of_subject,
        reopens=max(one.reopens, two.reopens, key=lambda name: _STRICTNESS.get(name, 2)),
    )
