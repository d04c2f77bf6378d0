"""Who may open a round in the admin, and to whom Wagtail's own buttons are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from content.review import policies
from content.review.desk.anonymity import is_blind
from content.review.models import Anonymity, Assignment, Round

if TYPE_CHECKING:
    from content.people.models import User


def may_read(user: User, round_: Round) -> str | None:
    """Experts where a seat is open to all of their kind or theirs, and whoever may edit the work."""
    if is_blind(user, round_):
        return _("You review this work without learning who made it: open it under “My reviews”.")
    page = Page.objects.filter(pk=round_.work_id).first()
    if page is not None and page.permissions_for_user(user).can_edit():
        return None
    if user.has_perm("review.endorse") or user.has_perm("review.report"):
        # Who isn't asked can't be kept from the authors' names here: a double anonymous review is by invitation.
        open_to_all = round_.terms.anonymity != Anonymity.DOUBLE and any(
            not seat.by_invitation and policies.role_missing(user, seat) is None for seat in round_.terms.seats
        )
        if open_to_all or round_.assignments.filter(expert=user).exists():
            return None
    return _("No seat of this round is open to you.")


def may_act_in_wagtail(user: User, work: Any) -> bool:
    """Whether Wagtail's buttons, and its preview with the authors' names, are for this user."""
    if not user.has_perm("review.endorse"):
        return False
    round_ = Round.objects.running().filter(work_id=work.pk).first()
    return round_ is not None and may_read(user, round_) is None and policies.may_endorse(user, round_) is None


def task_states_awaiting(user: User) -> list[int]:
    """Of the rounds that the user was asked for and may act in. Those open to all are found under "My reviews"."""
    if not user.has_perm("review.endorse"):
        return []
    asked = Assignment.objects.asked().filter(expert=user, round__state=Round.State.RUNNING, round__task_state_id__isnull=False)
    rounds = [assignment.round for assignment in asked.exclude(anonymity=Anonymity.DOUBLE).select_related("round")]
    able = [each for each in rounds if may_read(user, each) is None and policies.may_endorse(user, each) is None]
    return [each.task_state_id for each in able if each.task_state_id]
