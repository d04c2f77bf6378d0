"""The demo's people: everyone admitted, no subject or language barred."""

from __future__ import annotations

import json
import os
import secrets
from typing import Any

from django.conf import settings
from wagtail.users.models import UserProfile

from content.people.models import User
from content.people.roles import give_role, set_up_roles

PEOPLE = (
    ("editor", "editor@orrery.example", "Lin", "Editor", "en"),
    ("scientist", "scientist@orrery.example", "Amina", "Scientist", "en"),
    ("scientist", "scientist2@orrery.example", "王", "科学家", "zh-hans"),
    ("translator", "translator@orrery.example", "Samir", "Translator", "ar"),
    ("administrator", "admin@orrery.example", "Ada", "Administrator", "en"),
)


def make_accounts() -> list[dict[str, Any]]:
    """Make or update the accounts and write `run/accounts.json` (mode 600); the passwords are kept when they exist."""
    set_up_roles()
    path = settings.ORRERY_DATA_DIR / "run" / "accounts.json"
    known = {entry["email"]: entry for entry in json.loads(path.read_text())["accounts"]} if path.exists() else {}
    accounts = []
    for role, email, first, last, lang in PEOPLE:
        password = os.environ.get("ORRERY_DEMO_PASSWORD") or known.get(email, {}).get("password") or secrets.token_urlsafe(9)
        user = User.objects.filter(email=email).first() or User.objects.create_user(email)
        user.first_name, user.last_name, user.lang, user.admitted = first, last, lang, True
        user.subjects, user.langs = [], []
        if not user.check_password(password):
            user.set_password(password)
        give_role(user, role)
        _speak(user)
        accounts.append({"role": role, "email": email, "password": password, "lang": lang})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps({"accounts": accounts}, ensure_ascii=False, indent=2))
    return accounts


def _speak(user: User) -> None:
    """The admin in the person's own language, where its catalogue is complete."""
    if user.lang in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES):
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.lang})
