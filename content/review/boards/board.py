"""What review shows to whom: an editor every round and its next step, a scientist what is asked; in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.people.identity import accounts_of
from content.review.boards.rows import WAIT, Row, pressing, row_of
from content.review.models import Anonymity, Assignment, Letter, Notice, Publication, ReaderCase, Report, Round, Seal
from content.review.policies import role_missing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from content.people.models import User
    from content.review.seats.seating import Seat

LATELY = 20
MOST_FIRST = 7
SOON = timedelta(days=3)
# Types that are read and published with what they belong to.
PARTS = {"chapter"}


@dataclass(frozen=True)
class Todo:
    """One thing to do first: what, on which work, and where."""

    what: str
    title: str
    lang: str
    url: str
    due: datetime | None = None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < timezone.now()


@dataclass(frozen=True)
class Board:
    user: User | AnonymousUser
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def is_scientist(self) -> bool:
        return self.user.has_perm("review.endorse") or self.user.has_perm("review.report")

    @property
    def is_editor(self) -> bool:
        return self.user.has_perm("wagtailcore.publish_page") or getattr(self.user, "role", "") in {"editor", "administrator"}

    @property
    def writes(self) -> bool:
        """Whoever may have submitted something."""
        return self.is_editor or getattr(self.user, "role", "") in {"author", "translator"}

    @cached_property
    def running(self) -> list[Round]:
        """Every running round, read once: with its seats for an editor."""
        rounds = Round.objects.running().order_by("submitted_at")
        return list(rounds.for_board() if self.is_editor else rounds.defer("content", "media"))

    @cached_property
    def _parts(self) -> dict[int, int]:
        """How many chapters run beside a running work, by the id of the whole; and a 0 for each of these chapters."""
        if not any(round_.kind in PARTS for round_ in self.running):
            return {}
        kinds = {round_.work_id: round_.kind for round_ in self.running}
        paths = dict(Page.objects.filter(pk__in=kinds).values_list("path", "pk"))
        wholes = {pk: paths.get(path[: -Page.steplen]) for path, pk in paths.items() if kinds[pk] in PARTS}
        found = Counter(whole for whole in wholes.values() if whole)
        return {**found, **{pk: 0 for pk, whole in wholes.items() if whole}}

    @cached_property
    def waiting(self) -> list[Round]:
        """Rounds with a seat that this expert may take uninvited: in their languages, not their own work, not asked for."""
        named = {assignment.round_id for assignment in self._own}
        langs = getattr(self.user, "langs", None)
        own = accounts_of(self.user) if self.user.is_authenticated else set()
        return [
            round_
            for round_ in self.running
            if round_.pk not in named
            and (not langs or round_.lang in langs)
            and not own & {*round_.edited_by, round_.submitted_by_id}
            and self._parts.get(round_.work_id) != 0
            and round_.terms.anonymity != Anonymity.DOUBLE
            and any(self._may_take(seat) for seat in round_.terms.seats)
        ]

    def _may_take(self, seat: Seat) -> bool:
        return not seat.by_invitation and self.user.is_authenticated and role_missing(self.user, seat) is None

    @cached_property
    def _own(self) -> list[Assignment]:
        """Every assignment of the user in a running round, whatever became of it."""
        assignments = Assignment.objects.filter(expert_id=self.user.pk, round__state="running")
        return list(assignments.select_related("round").defer("round__content", "round__media"))

    @cached_property
    def asked(self) -> list[Assignment]:
        """What the expert was asked for, the most pressing first."""
        rows = [assignment for assignment in self._own if assignment.state in Assignment.ASKED]
        return sorted(rows, key=lambda each: each.due or timezone.now())

    @cached_property
    def all_rows(self) -> list[Row]:
        """What needs the editor first comes first; a chapter is part of its work's row."""
        rounds = [round_ for round_ in self.running if self._parts.get(round_.work_id) != 0]
        return sorted((row_of(round_, self._parts.get(round_.work_id, 0)) for round_ in rounds), key=pressing)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows that pass the filters."""
        rows = self.all_rows
        for name in ("lang", "kind"):
            if wanted := self.filters.get(name):
                rows = [row for row in rows if getattr(row.round, name) == wanted]
        if self.filters.get("only") == "overdue":
            rows = [row for row in rows if row.overdue]
        elif self.filters.get("only") == "mine" and self.user.is_authenticated:
            rows = [row for row in rows if row.concerns(self.user)]
        return rows

    @cached_property
    def first(self) -> list[Todo]:
        """What I must do first: what I owe soon, what waits for an editor, what could be public today."""
        return list(islice(self._todos(), MOST_FIRST))

    def _todos(self) -> Iterator[Todo]:
        soon = timezone.now() + SOON
        for each in self.asked:
            if each.due and each.due < soon:
                what = _("report") if each.state == Assignment.State.ACCEPTED else _("answer the invitation")
                yield Todo(what, each.round.title, each.round.lang, _anchor("asked"), each.due)
        if not self.is_editor:
            return
        for row in self.all_rows:
            if row.urgency < WAIT:
                url = reverse("review:round", args=[row.round.pk])
                yield Todo(row.next_step, row.round.title, row.round.lang, url, row.due)
        for seal in self.to_publish:
            yield Todo(_("publish: it is approved"), seal.title, seal.lang, _anchor("approved"))

    @cached_property
    def to_publish(self) -> list[Seal]:
        """Works whose newest seal isn't the one in force."""
        seals = Seal.objects.exclude(via="seed").exclude(basis="provisional")
        newer = seals.filter(work_id=OuterRef("work_id"), pk__gt=OuterRef("pk"))
        in_force = Publication.objects.filter(work_id=OuterRef("work_id"), seal=OuterRef("pk"))
        page = Page.objects.filter(pk=OuterRef("work_id"))
        waiting = seals.filter(~Exists(newer), ~Exists(in_force), Exists(page)).exclude(kind__in=PARTS)
        return list(waiting.defer("content", "media").order_by("approved_at"))

    @cached_property
    def decided(self) -> list[Round]:
        """Lately, for an editor; for anybody else only what they submitted."""
        rounds = Round.objects.exclude(state="running").defer("content", "media").order_by("-closed_at")
        return list((rounds if self.is_editor else rounds.filter(submitted_by_id=self.user.pk))[:LATELY])

    @property
    def submitted(self) -> list[Round]:
        """My own works that are in review."""
        return [round_ for round_ in self.running if round_.submitted_by_id == self.user.pk]

    @cached_property
    def deleted(self) -> list[Any]:
        return list(Publication.objects.filter(state="deleted", container_id__isnull=True).order_by("-withdrawn_at")[:LATELY])

    @cached_property
    def _counts(self) -> dict[str, int]:
        """What waits elsewhere, counted in one query."""
        new = ReaderCase.objects.new().order_by().values("state")
        proposed = Notice.objects.filter(state=Notice.State.PROPOSED).order_by().values("state")
        unsent = Letter.objects.filter(sent_at=None, attempts__gt=0).order_by().values("sent_at")
        queries = [
            queryset.annotate(number=Count("pk")).values_list(Value(name), "number")
            for name, queryset in (("cases", new), ("notices", proposed), ("unsent", unsent))
        ]
        return dict(queries[0].union(*queries[1:], all=True))

    @property
    def cases(self) -> int:
        return self._counts.get("cases", 0)

    @property
    def notices(self) -> int:
        return self._counts.get("notices", 0)

    @property
    def unsent(self) -> int:
        """Letters that mail didn't take yet."""
        return self._counts.get("unsent", 0)

    @cached_property
    def unanswered(self) -> int:
        return sum(len(row.unanswered) for row in self.all_rows)

    @cached_property
    def late(self) -> int:
        """Reports that were promised and are late."""
        return sum(1 for row in self.all_rows for each in row.overdue if each.state == Assignment.State.ACCEPTED)

    @cached_property
    def ended(self) -> list[Assignment]:
        """What was asked and ended with the round, before the expert had reported: they see why their link is closed."""
        over = Assignment.objects.filter(expert_id=self.user.pk, state=Assignment.State.WITHDRAWN, respond_by__isnull=False)
        rows = over.exclude(round__state=Round.State.RUNNING).select_related("round").defer("round__content", "round__media")
        return list(rows.order_by("-closed_at")[:LATELY])

    @cached_property
    def history(self) -> list[Report]:
        reports = Report.objects.filter(by_id=self.user.pk).select_related("round").defer("round__content")
        return list(reports.order_by("-made_at")[:LATELY])

    @cached_property
    def statistics(self) -> dict[str, int]:
        """The expert's own: reports, of these in time, invitations declined."""
        mine = list(Assignment.objects.filter(expert_id=self.user.pk).values_list("state", "closed_at", "report_by"))
        in_time = [1 for state, closed, due in mine if state == "reported" and closed and due and closed <= due]
        return {
            "reports": Report.objects.filter(by_id=self.user.pk).count(),
            "in_time": len(in_time),
            "invited": sum(1 for state, _closed, _due in mine if state != "waiting"),
            "declined": sum(1 for state, _closed, _due in mine if state == "declined"),
        }


def _anchor(panel: str) -> str:
    return reverse("review:board") + f"#{panel}-section"
