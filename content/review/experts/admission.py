"""Who counts as an expert, and who says so. Functions named `may_` return a reason to refuse, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.people.identity import accounts_of

if TYPE_CHECKING:
    from content.people.models import User


def may_propose(user: User) -> str | None:
    if not user.is_active or not (user.has_perm("wagtailcore.publish_page") or edits(user)):
        return _("Only editors propose experts.")
    return None


def may_judge(user: User, expert: User) -> str | None:
    """And whatever else is said of an expert by those who admit them."""
    if not user.is_active or not user.has_perm("review.admit_expert"):
        return _("You may propose an expert, not admit one.")
    return _("Nobody admits themselves.") if user.pk in accounts_of(expert) else None


def may_admit(user: User, expert: User) -> str | None:
    if reason := may_judge(user, expert):
        return reason
    profile = getattr(expert, "expert_profile", None)
    if profile is not None and profile.proposed_by_id == user.pk:
        return _("You proposed this expert: someone else admits.")
    return None


def fills(user: User, role: str, *, endorses: bool) -> bool:
    """Whether the account can fill a seat of this role; `endorses`: whether it has the right to endorse."""
    profile = getattr(user, "expert_profile", None)
    roles = {user.role, *(profile.roles if profile else ())}
    able = {
        "scientist": endorses,
        "bilingual": endorses and len(user.langs) != 1,
        "editor": bool({"editor", "administrator"} & roles),
    }
    return able.get(role, role in roles)


def address_counts(user: User) -> bool:
    """Whether nobody was admitted under another address than the present one."""
    profile = getattr(user, "expert_profile", None)
    return profile is None or profile.admitted_at is None or profile.is_verified


def edits(user: User) -> bool:
    return user.role in {"editor", "administrator"}
