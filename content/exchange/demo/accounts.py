"""The demo's people, all admitted. The first of each role is barred from no subject and no language."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.users.models import UserProfile

from content.people.models import User
from content.people.roles import give_role, set_up_roles
from content.review.models import ExpertProfile


@dataclass(frozen=True)
class Someone:
    role: str
    name: str
    first: str
    last: str
    lang: str
    subjects: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    on_duty: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@orrery.example"


PEOPLE = (
    Someone("editor", "editor", "Lin", "Editor", "en"),
    Someone("scientist", "scientist", "Amina", "Scientist", "en", on_duty=True),
    Someone("scientist", "scientist2", "王", "科学家", "zh-hans", on_duty=True),
    Someone("translator", "translator", "Samir", "Translator", "ar"),
    Someone("administrator", "admin", "Ada", "Administrator", "en"),
    Someone("editor", "editor2", "Maya", "Second-Editor", "en"),
    Someone("scientist", "scientist3", "陈", "海若", "zh-hans", ("oceans", "earth-science"), ("zh-hans", "en")),
    Someone("scientist", "scientist4", "李", "思源", "zh-hans", ("solar-system", "mechanics"), ("zh-hans", "en")),
    Someone("scientist", "scientist5", "Nadia", "Haddad", "ar", ("earth-science", "astronomy"), ("ar", "en", "zh-hans")),
    Someone("scientist", "scientist6", "刘", "明", "zh-hans", ("oceans", "biology"), ("zh-hans", "en")),
    Someone("educator", "educator", "赵", "老师", "zh-hans"),
    # One account for two people: the reader is too young to have one alone.
    Someone("reader", "reader", "小雨", "与孙老师", "zh-hans"),
)


def make_accounts() -> list[dict[str, Any]]:
    """Make or update the accounts and write `run/accounts.json` (mode 600); the passwords are kept when they exist."""
    set_up_roles()
    path = settings.ORRERY_DATA_DIR / "run" / "accounts.json"
    known = {entry["email"]: entry for entry in json.loads(path.read_text())["accounts"]} if path.exists() else {}
    accounts = []
    for someone in PEOPLE:
        kept = known.get(someone.email, {}).get("password")
        password = os.environ.get("ORRERY_DEMO_PASSWORD") or kept or secrets.token_urlsafe(9)
        _make(someone, password, is_set=password == kept)
        accounts.append({"role": someone.role, "email": someone.email, "password": password, "lang": someone.lang})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps({"accounts": accounts}, ensure_ascii=False, indent=2))
    return accounts


def account_of(name: str) -> User:
    """By the name before the @. KeyError for nobody of the demo."""
    return User.objects.get(email={someone.name: someone.email for someone in PEOPLE}[name])


def _make(someone: Someone, password: str, *, is_set: bool) -> None:
    """Checking a password is slow by design: one that the file says was set isn't checked at every start."""
    user = User.objects.filter(email=someone.email).first() or User.objects.create_user(someone.email)
    user.first_name, user.last_name, user.lang, user.admitted = someone.first, someone.last, someone.lang, True
    user.subjects, user.langs = list(someone.subjects), list(someone.langs)
    if not (is_set and user.has_usable_password()) and not user.check_password(password):
        user.set_password(password)
    give_role(user, someone.role)
    _speak(user)
    if someone.role in {"scientist", "educator", "reader", "editor"}:
        _as_expert(user, someone)


def _as_expert(user: User, someone: Someone) -> None:
    """What people choose for themselves afterwards, such as being on duty, stays."""
    now = timezone.now()
    ExpertProfile.objects.get_or_create(
        user=user,
        defaults={
            "roles": [someone.role],
            "on_duty": someone.on_duty,
            "thanked": someone.role == "scientist",
            "address_verified_at": now,
            "verified_address": user.email,
            "admitted_at": now,
            "admitted_because": "One of the demo's own people.",
        },
    )


def _speak(user: User) -> None:
    """The admin in the person's own language, where its catalogue is complete."""
    if user.lang in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES):
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.lang})
