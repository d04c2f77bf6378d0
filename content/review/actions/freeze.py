"""Submission freezes a snapshot: what experts read is what they approve, whatever happens to the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import TaskState

from content.core.canonical import digest_of, media_of
from content.review.models import MediaUse, Round, Via
from content.review.reopening import seats_carried
from content.review.seats.terms import policy_for
from content.review.writers import editors_since_last_seal

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


def freeze(work: Work, *, by: User | None, task_state: TaskState) -> Round:
    """Make the round for a task state that Wagtail's workflow just started."""
    revision = task_state.revision
    draft = revision.as_object()
    media = media_of(draft)
    terms = policy_for(draft)
    round_ = Round.objects.create(
        work_id=work.pk,
        kind=draft.kind(),
        lang=draft.locale.language_code,
        title=draft.title,
        number=Round.objects.of_work(work.pk).count() + 1,
        revision_id=revision.pk,
        task_state_id=task_state.pk,
        content=revision.content,
        digest=digest_of(draft),
        media=media,
        policy=terms.as_json(),
        carried=seats_carried(draft, terms),
        minutes=draft.minutes,
        edited_by=sorted(editors_since_last_seal(work)),
        submitted_by=by,
        submitted_by_name=str(by) if by else "",
        via=getattr(work, "acting_via", Via.ADMIN),
    )
    hold_media(media, work.pk, draft.title)
    return round_


def hold_media(media: list[Any], work_id: int, title: str) -> None:
    MediaUse.objects.bulk_create(
        [MediaUse(model=model, media_id=pk, work_id=work_id, title=title) for model, pk, _checksum in media],
        ignore_conflicts=True,
    )
