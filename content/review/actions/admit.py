"""Who counts as an expert: proposed by an editor, verified by mail, admitted by someone with that right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from content.core.ledger import sha256
from content.core.refusal import Refused
from content.people.models import User
from content.people.roles import give_role
from content.review.correspondence import letters
from content.review.correspondence.links import language_of
from content.review.experts import admission
from content.review.models import ExpertProfile
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from collections.abc import Iterable

SALT = "orrery.review.address"
A_MONTH = 30 * 86400  # seconds
# The group of rights that goes with what an expert can fill.
GROUPS = {"scientist": "scientist", "bilingual": "scientist", "educator": "educator", "reader": "reader"}


@dataclass(frozen=True, kw_only=True)
class ProposeExpert:
    by: User
    email: str
    name: str
    reason: str
    lang: str = ""
    langs: Iterable[str] = ()
    subjects: Iterable[str] = ()
    roles: Iterable[str] = field(default_factory=lambda: ["scientist"])

    def check(self) -> None:
        """Raises `Refused`."""
        if reason := admission.may_propose(self.by):
            raise Refused(reason)
        try:
            validate_email(self.email)
        except ValidationError as error:
            raise Refused("; ".join(error.messages)) from error
        if not self.name.strip() or not self.reason.strip():
            raise Refused(_("A name and a reason are needed."))
        refuse_if_too_long(self.reason)
        if set(self.roles) - set(GROUPS):
            raise Refused(_("There is no such seat for an expert."))

    @transaction.atomic
    def execute(self) -> ExpertProfile:
        self.check()
        user = User.objects.filter(email__iexact=self.email).first()
        if user is not None and user.admitted:
            raise Refused(_("%(name)s is an expert already.") % {"name": user})
        if user is None:
            first, _space, last = self.name.strip().rpartition(" ")
            user = User.objects.create_user(
                self.email, first_name=first, last_name=last, lang=self.lang or settings.LANGUAGE_CODE
            )
            user.langs, user.subjects = list(self.langs), list(self.subjects)
            user.save()
        profile, _new = ExpertProfile.objects.get_or_create(user=user)
        profile.proposed_by, profile.proposed_because, profile.roles = self.by, self.reason, list(self.roles)
        profile.save()
        ask_to_confirm(user)
        return profile


@dataclass(frozen=True, kw_only=True)
class Admit:
    expert: User
    by: User
    reason: str

    @transaction.atomic
    def execute(self) -> ExpertProfile:
        """Raises `Refused`."""
        if reason := admission.may_admit(self.by, self.expert):
            raise Refused(reason)
        profile, _new = ExpertProfile.objects.get_or_create(user=self.expert)
        if self.expert.admitted:
            raise Refused(_("%(name)s is an expert already.") % {"name": self.expert})
        if not profile.is_verified:
            raise Refused(_("The mail address isn't confirmed yet."))
        if not self.reason.strip():
            raise Refused(_("A reason is needed: it is kept."))
        refuse_if_too_long(self.reason)
        profile.admitted_by, profile.admitted_because, profile.admitted_at = self.by, self.reason, timezone.now()
        profile.save()
        log(instance=self.expert, action="orrery.admit", user=self.by, data={"reason": self.reason})
        self.expert.admitted = True
        self.expert.save(update_fields=["admitted"])
        self._give_rights(profile)
        return profile

    def _give_rights(self, profile: ExpertProfile) -> None:
        """Those of each seat that was proposed, beside what the account may do already."""
        names = [GROUPS[role] for role in profile.roles if role in GROUPS] or ["scientist"]
        if not self.expert.role:
            give_role(self.expert, names[0])
        self.expert.groups.add(*Group.objects.filter(name__in=names))


def ask_to_confirm(user: User) -> bool:
    """A letter with the link that confirms the address, once a day; whether one was written now."""
    key = f"verify:{user.pk}:{sha256(user.email)[:8]}:{timezone.now():%Y%m%d}"
    return letters.write("verify", key, user, link=address_link(user)) is not None


def address_link(user: User) -> str:
    with translation.override(language_of(user)):
        return settings.ORRERY_BASE_URL + reverse("review_address", args=[signing.dumps([user.pk, user.email], salt=SALT)])


def verified(token: str) -> User | None:
    """Whose address a link confirms; None for a link that is broken or older than a month."""
    try:
        pk, email = signing.loads(token, salt=SALT, max_age=A_MONTH)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return User.objects.filter(pk=pk, email=email).first()
