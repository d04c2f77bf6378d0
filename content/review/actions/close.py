"""How a round ends: sealed, sent back, rejected or withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from content.core.canonical import digest_of
from content.core.refusal import Refused
from content.review import policies
from content.review.actions.seal import seal_round
from content.review.actions.take_back import take_back
from content.review.actions.wording import approve_wordings_shown
from content.review.correspondence import letters
from content.review.models import Anonymity, Assignment, Publication, Round, Seal
from content.review.signals import record_publication

if TYPE_CHECKING:
    from content.people.models import User


def seal_if_complete(round_: Round, *, by: User, via: str, decided: bool = False) -> Seal | None:
    """Seal the round when every seat is filled, nothing that must change is open, and the editor decided if one has to."""
    if policies.open_seats(round_) or round_.comments.blocking().exists():
        return None
    if round_.terms.needs_decision and not decided:
        return None
    round_.decided_by = by
    page = Page.objects.get(pk=round_.work_id).specific
    work = page.with_content_json(dict(round_.content))
    if digest_of(work) != round_.digest:
        raise Refused(_("What the snapshot shows has changed since it was submitted. It has to be submitted again."))
    seal = seal_round(round_, work, by=None if is_unnamed(by, round_) else by, via=via)
    # What was cleared urgently is the same text: now it stays.
    provisional = Publication.objects.filter(work_id=round_.work_id, state="public", seal__basis=Seal.Basis.PROVISIONAL)
    for publication in provisional.filter(seal__digest=seal.digest):
        publication.seal, publication.provisional_until = seal, None
        publication.save(update_fields=["seal", "provisional_until"])
        record_publication(publication)
    for expert in {report.by for report in round_.reports.endorsing().select_related("by") if report.by}:
        approve_wordings_shown(work, expert, named=not is_unnamed(expert, round_))
    close_round(round_, Round.State.APPROVED, by=by)
    return seal


def close_round(round_: Round, state: str, *, by: User | None, note: str = "") -> None:
    """End the round, what is still asked of experts in it, and Wagtail's task.

    Wagtail shows who ended a task, to authors too: an anonymous expert is nobody there.
    """
    round_.state = state
    round_.closed_at = timezone.now()
    round_.save(update_fields=["state", "closed_at", "decided_by", "letter"])
    withdraw_assignments(round_)
    if state != Round.State.APPROVED:
        take_back(round_)
    task_state = TaskState.objects.filter(pk=round_.task_state_id, status=TaskState.STATUS_IN_PROGRESS).first()
    if task_state is None:
        return
    shown = None if by is not None and is_unnamed(by, round_) else by
    if state == Round.State.APPROVED:
        task_state.specific.approve(user=shown, comment=note)
    elif state in {Round.State.CHANGES_REQUESTED, Round.State.REJECTED}:
        task_state.specific.reject(user=shown, comment=note)


@transaction.atomic
def on_cancelled(sender: Any, instance: Any, **_kw: Any) -> None:
    """A workflow was cancelled, by its editor or by a publication: its round is withdrawn."""
    states = list(instance.task_states.values_list("pk", flat=True))
    for round_ in Round.objects.select_for_update().running().filter(task_state_id__in=states):
        round_.state, round_.closed_at = Round.State.WITHDRAWN, timezone.now()
        round_.save(update_fields=["state", "closed_at"])
        take_back(round_)


def is_unnamed(expert: User, round_: Round) -> bool:
    """Whether authors mustn't learn that this expert reported on the round, or was asked to."""
    hidden = (Anonymity.ANONYMOUS, Anonymity.DOUBLE)
    reports = round_.reports.filter(by=expert, anonymity__in=hidden)
    return reports.exists() or round_.assignments.filter(expert=expert, anonymity__in=hidden).exists()


def withdraw_assignments(round_: Round) -> None:
    for assignment in round_.assignments.asked().select_related("expert"):
        letters.released(assignment)
    open_ = round_.assignments.filter(state__in=("waiting", "invited", "accepted"))
    open_.update(state=Assignment.State.WITHDRAWN, closed_at=timezone.now(), draft={})
