"""What the clock brings: reminders, withdrawn invitations, the end of provisional notices. Safe to run at any time, twice."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from content.core import ledger
from content.core.refusal import Refused
from content.review.actions.invite import Release, ask_next
from content.review.actions.urgent import end_provisional
from content.review.correspondence import letters
from content.review.models import Assignment

# Days before (negative) and after a due date on which an expert hears of it; one letter each.
TO_ANSWER = (-2, 1)
TO_REPORT = (-3, 1, 7)
# Days after the answer was due when an unanswered invitation goes to the next, where the policy says so.
PATIENCE = 3


def remind() -> dict[str, int]:
    """`{reminded, withdrawn, ended, sent}`."""
    reminded = withdrawn = 0
    for assignment in Assignment.objects.asked().filter(round__state="running").select_related("round", "expert"):
        reminded += _remind(assignment)
        withdrawn += _withdraw_if_forgotten(assignment)
    ended = end_provisional()
    ledger.write_lines()
    return {"reminded": reminded, "withdrawn": withdrawn, "ended": ended, "sent": letters.send_due()}


def _remind(assignment: Assignment) -> int:
    """The newest reminder that is due; older ones that were missed are not sent on top of it."""
    due = assignment.due
    if due is None:
        return 0
    days = TO_ANSWER if assignment.state == Assignment.State.INVITED else TO_REPORT
    now = timezone.now()
    past = [day for day in days if due + timedelta(days=day) <= now]
    if not past or due + timedelta(days=past[0]) < (assignment.answered_at or assignment.invited_at):
        past = [day for day in past if day >= 0]
    if not past:
        return 0
    kind = f"remind_{assignment.state}"
    key = f"{kind}:{assignment.pk}:{due:%Y%m%d}:{past[-1]}"
    return 1 if letters.write(kind, key, assignment.expert, assignment=assignment, late=past[-1] > 0) else 0


def _withdraw_if_forgotten(assignment: Assignment) -> int:
    forgotten = assignment.state == Assignment.State.INVITED and assignment.respond_by is not None
    if not forgotten or not assignment.round.terms.offers_next:
        return 0
    assert assignment.respond_by is not None  # noqa: S101  (asked above)
    if assignment.respond_by + timedelta(days=PATIENCE) > timezone.now():
        return 0
    try:
        with transaction.atomic():
            Release(assignment=assignment, by=None).execute()
            ask_next(assignment.round, assignment.seat)
    except Refused:
        return 0
    return 1
