from __future__ import annotations

import os
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from content.people.models import User
from content.people.roles import ROLES, give_role, set_up_roles


class Command(OrreryCommand):
    help = "Make or update an account."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--role", required=True, choices=sorted(ROLES))
        parser.add_argument("--subjects", nargs="*", default=None, help="subjects the expert reviews; none given bars none")
        parser.add_argument("--langs", nargs="*", default=None, help="languages the expert reviews; none given bars none")
        parser.add_argument("--password-env", metavar="NAME", help="the environment variable that holds the password")

    @transaction.atomic
    def run(self, *, email: str, role: str, json: bool, **options: Any) -> None:
        validate_email(email)
        unknown = set(options["langs"] or ()) - {code for code, _name in settings.LANGUAGES}
        if unknown:
            raise CommandError(_("Unknown languages: %(langs)s") % {"langs": ", ".join(sorted(unknown))})
        set_up_roles()
        user = User.objects.filter(email__iexact=email).first()
        password = self._password(options["password_env"], new=user is None)
        if user is None:
            user = User.objects.create_user(email, password, admitted=True)
        elif password:
            user.set_password(password)
        for name in ("subjects", "langs"):
            if options[name] is not None:
                setattr(user, name, options[name])
        give_role(user, role)
        report = {"role": role, "email": user.email, "password": password, "lang": user.lang}
        if json:
            self.print_json(report)
        else:
            self.stdout.write(f"{role}: {user.email}" + (f" {password}" if password and not options["password_env"] else ""))

    @staticmethod
    def _password(variable: str | None, *, new: bool) -> str | None:
        if variable:
            if not os.environ.get(variable):
                raise CommandError(_("The environment variable %(name)s is empty.") % {"name": variable})
            return os.environ[variable]
        return secrets.token_urlsafe(12) if new else None
