"""What one user sees of a round: names, reports and remarks, each only for whom they are meant.

Whoever directs the round (may publish the work) sees everything. Whoever may edit the work sees what is addressed to
authors, and names only of experts who review openly. An expert sees what they said themselves, so that each reads alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from content.core.passages import unit_of
from content.media.models import Image
from content.review.boards.rows import CLOSED, Row, row_of
from content.review.desk.answering import answers_of
from content.review.desk.earlier import earlier_points
from content.review.desk.marking import Mark, marked
from content.review.desk.reading import Unit, sheets_of
from content.review.desk.showing import Showing
from content.review.models import Anonymity, Assignment, Comment, Report, Round

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True)
class Said:
    """A report as the reader of the page may see it."""

    report: Report
    name: str
    to_editor: str
    interests: str
    answers: list[dict[str, Any]]


@dataclass(frozen=True)
class Remarked:
    """A remark with its author's name as shown, and the replacement marked against what it quotes."""

    comment: Comment
    name: str
    marks: list[Mark]
    is_own: bool = False
    # What the passage read then and reads now, for a point of an earlier round.
    changed: list[Mark] | None = None
    # The image that the remark points into.
    image: Any = None

    @property
    def point(self) -> tuple[str, str] | None:
        """In per cent from the left and from the top."""
        x, comma, y = self.comment.point.partition(",")
        return (x, y) if comma else None


@dataclass(frozen=True)
class Passage:
    """The remarks on one passage, in reading order."""

    unit: Unit | None
    remarks: list[Remarked]


@dataclass(frozen=True)
class Dossier:
    round: Round
    user: User

    @cached_property
    def page(self) -> Page | None:
        return Page.objects.filter(pk=self.round.work_id).first()

    @cached_property
    def edits(self) -> bool:
        return self.page is not None and self.page.permissions_for_user(self.user).can_edit()

    @cached_property
    def directs(self) -> bool:
        return self.page is not None and self.page.permissions_for_user(self.user).can_publish()

    @property
    def runs(self) -> bool:
        return self.round.state == Round.State.RUNNING

    @cached_property
    def own_assignment(self) -> Assignment | None:
        mine = [each for each in self._assignments if each.expert_id == self.user.pk]
        return next((each for each in reversed(mine) if each.state not in CLOSED), None)

    @cached_property
    def _assignments(self) -> list[Assignment]:
        return list(self.round.assignments.select_related("expert"))

    @cached_property
    def row(self) -> Row:
        return row_of(self.round)

    @cached_property
    def seats(self) -> list[dict[str, Any]]:
        """Each seat and who is at it. An expert who doesn't edit the work isn't told of the others."""
        return [
            {
                "state": state,
                "people": [
                    {"assignment": each, "name": self._names.of(each.expert_id, str(each.expert))}
                    for each in state.assignments
                    if self.directs or (self.edits and each.state != Assignment.State.WAITING) or each.expert_id == self.user.pk
                ],
            }
            for state in self.row.seats
        ]

    @cached_property
    def declined(self) -> list[Assignment]:
        """With their reasons, and whom they propose: only for whoever directs."""
        return [each for each in self._assignments if each.state in CLOSED] if self.directs else []

    @cached_property
    def _names(self) -> Names:
        return Names(self.round, self.user, self.directs)

    @cached_property
    def reports(self) -> list[Said]:
        reports = [report for report in self.round.reports.all() if self.edits or report.by_id == self.user.pk]
        return [self._said(report) for report in reports]

    def _said(self, report: Report) -> Said:
        if self.directs or report.by_id == self.user.pk:
            name = self._names.of(report.by_id, report.by_name)
            return Said(report, name, report.to_editor, report.interests, answers_of(report))
        return Said(report, report.public_name or self._names.of(report.by_id, ""), "", "", [])

    @cached_property
    def passages(self) -> list[Passage]:
        """Remarks by the passage they are on; those on what is no passage come last."""
        comments = [each for each in self.round.comments.all() if self.edits or each.by_id == self.user.pk]
        found: dict[str, list[Remarked]] = {}
        units = {unit.address: unit for unit in self._units()} if comments else {}
        for comment in comments:
            found.setdefault(unit_of(comment.address), []).append(self._remarked(comment, self._names, units))
        known = [Passage(unit, found.pop(address)) for address, unit in units.items() if address in found]
        return known + [Passage(None, remarks) for remarks in found.values()]

    def _units(self) -> list[Unit]:
        """The passages with the numbers that experts see; their files aren't shown here."""
        return sheets_of([self.round], Showing(lambda _model, _pk: ""))[0].units

    def _remarked(self, comment: Comment, names: Names, units: dict[str, Unit]) -> Remarked:
        unit = units.get(unit_of(comment.address))
        return Remarked(
            comment,
            names.of(comment.by_id, ""),
            marked(comment.quote, comment.replacement) if comment.replacement else [],
            is_own=comment.by_id == self.user.pk,
            image=_image_of(comment, unit) if unit and comment.point else None,
        )

    @cached_property
    def earlier(self) -> list[Remarked]:
        """Points of the round before: what was answered, and how the passage changed since."""
        points = earlier_points(self.round)
        if not points:
            return []
        names = Names(points[0].comment.round, self.user, self.directs)
        return [
            replace(
                self._remarked(point.comment, names, {}),
                changed=marked(point.before, point.after) if point.is_changed else None,
            )
            for point in points
        ]


def _image_of(comment: Comment, unit: Unit) -> Image | None:
    """The picture that a remark points into: the one that its address names, or else the passage's first."""
    named = [picture for picture in unit.pictures if picture.address == comment.address]
    picture = next(iter(named or unit.pictures), None)
    return Image.objects.filter(pk=picture.image_id).first() if picture else None


class Names:
    """What an expert of a round is called before one user: by name where the review is open or the user directs it."""

    def __init__(self, round_: Round, user: User, directs: bool) -> None:
        self.user, self.directs = user, directs
        self._policy = round_.terms.anonymity
        self._numbers: dict[int | None, int] = {}
        self._known: dict[int | None, tuple[str, str]] = {}
        for assignment in round_.assignments.select_related("expert"):
            self._know(assignment.expert_id, assignment.anonymity, str(assignment.expert))
        for report in round_.reports.all():
            self._know(report.by_id, report.anonymity, report.by_name)
        for comment in round_.comments.select_related("by"):
            if comment.by_id not in self._known:
                self._know(comment.by_id, self._policy, str(comment.by or ""))

    def _know(self, pk: int | None, anonymity: str, name: str) -> None:
        self._known[pk] = (anonymity, name)
        self._numbers.setdefault(pk, len(self._numbers) + 1)

    def of(self, pk: int | None, name: str) -> str:
        """`name` is what the row itself says, where the account is gone."""
        if pk is None:
            return (name or _("a former account")) if self.directs else _("an expert")
        anonymity, known = self._known.get(pk, (self._policy, name))
        if self.directs or pk == self.user.pk or anonymity == Anonymity.OPEN:
            return known
        return _("Expert %(number)d") % {"number": self._numbers.get(pk, 1)}
