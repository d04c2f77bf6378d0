"""Who may do what in a review. Each function returns a reason to refuse, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from content.people.models import Contribution
from content.review.models import Seal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.core.models import Work
    from content.people.models import User
    from content.review.models import Round

# Log entries that mean someone put words into a work.
WRITING = (
    "wagtail.create",
    "wagtail.edit",
    "wagtail.revert",
    "wagtail.rename",
    "wagtail.copy",
    "orrery.import",
    "orrery.translate",
)


def editors_since_last_seal(work: Work) -> set[int]:
    """Ids of the accounts that changed the work since its last seal, from revisions and from the log."""
    seal = Seal.objects.latest_of(work.pk)
    revisions = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(work.pk), user__isnull=False
    )
    entries = PageLogEntry.objects.filter(page_id=work.pk, action__in=WRITING, user__isnull=False)
    if seal:
        revisions = revisions.filter(created_at__gt=seal.round.submitted_at if seal.round else seal.approved_at)
        entries = entries.filter(timestamp__gt=seal.round.submitted_at if seal.round else seal.approved_at)
    found = set(revisions.values_list("user_id", flat=True)) | set(entries.values_list("user_id", flat=True))
    if not seal and work.owner_id:
        found.add(work.owner_id)
    return found


def may_submit(user: User, work: Work) -> str | None:
    if not work.permissions_for_user(user).can_edit():
        return _("You may not submit this work: you may not edit it.")
    return None


def may_endorse(user: User, round_: Round) -> str | None:
    """The right, the languages and subjects, and no part in the work."""
    return _may_review(user, round_) or _has_part(user, round_)


def _may_review(user: User, round_: Round) -> str | None:
    if not user.is_active or not user.has_perm("review.endorse"):
        return _("Only a scientist may endorse a work.")
    if not user.admitted:
        return _("Your account isn't admitted as an expert yet.")
    if user.langs and round_.lang not in user.langs:
        return _("You review in other languages than this one.")
    if user.subjects and not set(user.subjects) & set(subject_slugs(round_)):
        return _("You review other subjects than those of this work.")
    return None


def _has_part(user: User, round_: Round) -> str | None:
    if user.pk in round_.edited_by or user.pk in current_editors(round_):
        return _("You edited this work: nobody approves a text they wrote.")
    if is_contributor(user, round_):
        return _("You are a contributor of this work: nobody approves their own work.")
    return None


def may_publish(user: User, work: Work) -> str | None:
    if not work.permissions_for_user(user).can_publish():
        return _("You may not publish here.")
    return None


def may_withdraw(user: User, work: Work) -> str | None:
    if not work.permissions_for_user(user).can_unpublish() and not work.permissions_for_user(user).can_publish():
        return _("You may not withdraw works here.")
    return None


def current_editors(round_: Round) -> set[int]:
    page = Page.objects.filter(pk=round_.work_id).first()
    return editors_since_last_seal(page.specific) if page else set()


def is_contributor(user: User, round_: Round) -> bool:
    """By account, by ORCID or by name in the snapshot and in the live row."""
    person_ids = {row["person"] for row in _rows(round_, "contributions")}
    person_ids |= set(Contribution.objects.filter(page_id=round_.work_id).values_list("person_id", flat=True))
    own = getattr(user, "person", None)
    return own is not None and own.pk in person_ids


def subject_slugs(round_: Round) -> list[str]:
    from content.taxonomy.models import Subject  # noqa: PLC0415

    ids = [row["subject"] for row in _rows(round_, "work_subjects")]
    return list(Subject.objects.filter(pk__in=ids).values_list("slug", flat=True))


def _rows(round_: Round, name: str) -> Iterable[dict[str, int]]:
    return round_.content.get(name) or []
