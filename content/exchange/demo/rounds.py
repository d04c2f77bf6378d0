"""Approving a work of the demo as its policy says: each seat filled by one of the demo's people who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.people.models import User
from content.review import policies
from content.review.actions.decide import Decide
from content.review.actions.endorse import Endorse
from content.review.actions.invite import Accept, Invite
from content.review.models import Round, Via

if TYPE_CHECKING:
    from content.core.models import Work
    from content.review.seats.seating import Seat


def approve(work: Work, editor: User) -> None:
    """Fill the seats of the work and its parts, and decide where an editor has to."""
    ids = [work.pk, *(part.pk for part in work.parts())]
    for round_ in Round.objects.running().filter(work_id__in=ids):
        while open_ := policies.open_seats(round_):
            _fill(round_, min(open_, key=lambda seat: seat.step), editor)
        if round_.terms.needs_decision:
            Decide(round=round_, by=editor, decision="approve", via=Via.COMMAND_LINE).execute()


def _fill(round_: Round, seat: Seat, editor: User) -> None:
    expert = _who_may(round_, seat)
    if seat.by_invitation:
        Accept(assignment=Invite(round=round_, by=editor, expert=expert, seat=seat.slug).execute()).execute()
    Endorse(round=round_, by=expert, seat=seat.slug, via=Via.COMMAND_LINE).execute()


def _who_may(round_: Round, seat: Seat) -> User:
    """LookupError when nobody of the demo can fill the seat: its policies and its people don't fit."""
    for expert in User.objects.filter(admitted=True, is_superuser=False).order_by("pk"):
        if policies.may_be_asked(expert, round_, seat) is None:
            return expert
    raise LookupError(f"{round_.title}: {seat.slug}")
