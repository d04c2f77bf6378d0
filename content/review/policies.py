"""Who may do what in a review. Each function returns a reason to refuse, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page

from content.people.identity import accounts_of, persons_of
from content.people.models import Contribution
from content.review.experts.admission import address_counts, edits, fills
from content.review.models import Assignment, Round
from content.review.seats.seating import Seat
from content.review.writers import editors_since_last_seal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.core.models import Work
    from content.core.reference import ReferenceRow
    from content.people.models import User
    from content.review.models import Notice


def may_submit(user: User, work: Work) -> str | None:
    if not work.permissions_for_user(user).can_edit():
        return _("You may not submit this work: you may not edit it.")
    return None


def may_invite(user: User, round_: Round) -> str | None:
    """Whoever may publish the work runs its review."""
    page = Page.objects.filter(pk=round_.work_id).first()
    if page is None or not page.permissions_for_user(user).can_publish():
        return _("Only an editor of this work may do this.")
    return None


def may_decide(user: User, round_: Round) -> str | None:
    return may_invite(user, round_)


def may_endorse(user: User, round_: Round) -> str | None:
    """Whether `user` may fill some seat of the round that is still open."""
    return may_report(user, round_, seat_for(user, round_))


def may_report(user: User, round_: Round, seat: Seat | None) -> str | None:
    """The right, the role, the languages and subjects, and no part in the work."""
    asked = seat is not None and is_asked(user, round_, seat)
    reason = _may_review(user, round_, seat, asked=asked) or _has_part(user, round_)
    if reason or seat is None:
        return reason or _("No seat of this round is open to you.")
    if reported(user, round_):
        return _("You have reported on this round already.")
    if seat.by_invitation and not asked:
        return _("This seat is filled by invitation.")
    if seat.step > current_step(round_):
        return _("This seat waits until those before it are filled.")
    return None


def may_be_asked(expert: User, round_: Round, seat: Seat) -> str | None:
    """Whether an invitation makes sense: the expert could fill the seat when its turn comes."""
    if reason := _may_review(expert, round_, seat, asked=True) or _has_part(expert, round_):
        return reason
    return _("%(name)s has reported on this round.") % {"name": expert} if reported(expert, round_) else None


def may_clear(user: User, round_: Round) -> str | None:
    """As an endorsement: a scientist with no part in the work."""
    return _may_review(user, round_, Seat("urgent")) or _has_part(user, round_)


def may_approve_wording(user: User, row: ReferenceRow, lang: str) -> str | None:
    """An admitted expert or an editor, who didn't write it under this account or another one."""
    if not user.is_active or not user.has_perm("review.approve_wording"):
        return _("You may not approve wording.")
    if not user.admitted and not edits(user):
        return _("Your account isn't admitted as an expert yet.")
    if row.written_by.get(lang) in accounts_of(user):
        return _("Nobody approves a wording they wrote.")
    return None


def may_approve_notice(user: User, notice: Notice) -> str | None:
    """An admitted scientist of that language who wrote neither the notice nor the text that it is about."""
    if not user.is_active or not user.has_perm("review.endorse"):
        return _("Only a scientist may endorse a work.")
    if not user.admitted:
        return _("Your account isn't admitted as an expert yet.")
    if user.langs and notice.lang not in user.langs:
        return _("You review in other languages than this one.")
    own = accounts_of(user)
    rounds = list(Round.objects.of_work(notice.work_id))
    page = Page.objects.filter(pk=notice.work_id).first()
    writers = {notice.made_by_id} | (editors_since_last_seal(page.specific) if page else set())
    if own & writers.union(*({*round_.edited_by, round_.submitted_by_id} for round_ in rounds)):
        return _("You wrote this: someone else has to approve it.")
    if any(is_contributor(user, round_) for round_ in rounds):
        return _("You are a contributor of this work: nobody approves their own work.")
    return None


def reported(user: User, round_: Round) -> bool:
    return round_.reports.filter(by__in=accounts_of(user)).exists()


def is_asked(user: User, round_: Round, seat: Seat) -> bool:
    """For this work, or for the whole that it is a part of."""
    page = Page.objects.filter(pk=round_.work_id).first()
    whole = page.specific.container() if page else None
    asked = Assignment.objects.asked().filter(expert=user, seat=seat.slug)
    return asked.filter(round__work_id__in=[round_.work_id, whole.pk if whole else 0], round__state="running").exists()


def seat_for(user: User, round_: Round, slug: str = "") -> Seat | None:
    """The seat called `slug`; or else the one the user was asked for, or the first open one that the user can fill."""
    terms = round_.terms
    asked = round_.assignments.asked().filter(expert=user).values_list("seat", flat=True).first()
    if slug or asked:
        return next((seat for seat in terms.seats if seat.slug == (slug or asked)), None)
    fitting = [seat for seat in terms.seats if role_missing(user, seat) is None]
    open_ = [seat for seat in fitting if not is_filled(round_, seat)]
    return next(iter(open_ or fitting or terms.seats), None)


def is_filled(round_: Round, seat: Seat) -> bool:
    """Whether enough different people endorsed for this seat, or an earlier seal still fills it."""
    if seat.slug in round_.carried:
        return True
    return round_.reports.endorsing().filter(seat=seat.slug).values("by_id_then").distinct().count() >= seat.quorum


def open_seats(round_: Round) -> list[Seat]:
    return [seat for seat in round_.terms.seats if not is_filled(round_, seat)]


def current_step(round_: Round) -> int:
    return min((seat.step for seat in open_seats(round_)), default=max((seat.step for seat in round_.terms.seats), default=1))


def role_missing(user: User, seat: Seat) -> str | None:
    if fills(user, seat.role, endorses=user.has_perm("review.endorse")):
        return None
    if seat.role == "scientist":
        return _("Only a scientist may endorse a work.")
    return _("This seat is for another kind of expert: %(role)s.") % {"role": seat.label}


def _may_review(user: User, round_: Round, seat: Seat | None, *, asked: bool = False) -> str | None:
    """Who is asked by name may also come from a near subject: the editor has judged."""
    if not user.is_active or not (user.has_perm("review.report") or user.has_perm("review.endorse") or edits(user)):
        return _("Only a scientist may endorse a work.")
    if seat is not None and (reason := role_missing(user, seat)):
        return reason
    if not user.admitted:
        return _("Your account isn't admitted as an expert yet.")
    if not address_counts(user):
        return _("Your new mail address isn't confirmed yet.")
    if user.langs and round_.lang not in user.langs:
        return _("You review in other languages than this one.")
    own = set(subject_slugs(round_)) if user.subjects or (seat and seat.of_subject) else set()
    if user.subjects and not set(user.subjects) & (own | near_subjects(round_) if asked else own):
        return _("You review other subjects than those of this work.")
    if seat is not None and seat.of_subject and not set(user.subjects) & own:
        return _("This seat needs an expert of the work's subject.")
    return None


def lacks(user: User, round_: Round, seat: Seat) -> str | None:
    """What a user lacks for a seat to be asked for it, whatever part they have in the work."""
    return _may_review(user, round_, seat, asked=True)


def _has_part(user: User, round_: Round) -> str | None:
    if reason := _takes_part(user, round_):
        return reason
    if is_vouched_for_by_a_party(user, round_):
        return _("Who admitted you has a part in this work: another expert has to fill this seat.")
    return None


def is_vouched_for_by_a_party(user: User, round_: Round) -> bool:
    """Nobody brings in the experts who approve their own work."""
    profile = getattr(user, "expert_profile", None)
    admitted_by = profile.admitted_by if profile else None
    return admitted_by is not None and _takes_part(admitted_by, round_) is not None


def _takes_part(user: User, round_: Round) -> str | None:
    own = accounts_of(user)
    if own & set(round_.edited_by) or own & current_editors(round_):
        return _("You edited this work: nobody approves a text they wrote.")
    if round_.submitted_by_id in own:
        return _("You submitted this work: someone else has to approve it.")
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
    """By account, ORCID or mailbox, in the snapshot and in the live row."""
    return bool({person.pk for person in persons_of(accounts_of(user))} & contributor_ids(round_))


def contributor_ids(round_: Round) -> set[int]:
    """The persons that the snapshot, the live row or an earlier round names: who was taken off the list wrote all the same."""
    snapshots = Round.objects.of_work(round_.work_id).values_list("content__contributions", flat=True)
    person_ids = {row["person"] for rows in (*snapshots, _rows(round_, "contributions")) for row in rows or ()}
    return person_ids | set(Contribution.objects.filter(page_id=round_.work_id).values_list("person_id", flat=True))


def subject_slugs(round_: Round) -> list[str]:
    """The work's subjects and all that they are part of."""
    return with_ancestors(row["subject"] for row in _rows(round_, "work_subjects"))


def near_subjects(round_: Round) -> set[str]:
    """The subjects below the work's own, and those beside them under one parent."""
    from content.taxonomy.models import Subject  # noqa: PLC0415

    rows = {pk: (slug, parent) for pk, slug, parent in Subject.objects.values_list("pk", "slug", "parent_id")}
    own = {row["subject"] for row in _rows(round_, "work_subjects")} & set(rows)
    parents = {rows[pk][1] for pk in own} - {None}
    near = {pk for pk, (_slug, parent) in rows.items() if parent in parents}
    below = own
    while below := {pk for pk, (_slug, parent) in rows.items() if parent in below} - near - own:
        near |= below
    return {rows[pk][0] for pk in near - own}


def with_ancestors(subject_ids: Iterable[int]) -> list[str]:
    from content.taxonomy.models import Subject  # noqa: PLC0415

    rows = {pk: (slug, parent) for pk, slug, parent in Subject.objects.values_list("pk", "slug", "parent_id")}
    found: dict[str, None] = {}
    for subject_id in subject_ids:
        at: int | None = subject_id
        while at in rows and rows[at][0] not in found:
            found[rows[at][0]] = None
            at = rows[at][1]
    return list(found)


def _rows(round_: Round, name: str) -> Iterable[dict[str, int]]:
    return round_.content.get(name) or []
