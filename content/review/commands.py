"""What the review commands share: one person acts on several works, each of which stands alone."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand, refuse_in_production
from content.core.models import Work
from content.core.refusal import Refused
from content.core.works import work_of
from content.people.models import User
from content.review.models import Round


class ActsOnWorks(OrreryCommand):
    has_json = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ids", nargs="+", type=int, metavar="ID")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="who acts")

    def run(self, *, ids: list[int], email: str, **options: Any) -> None:
        refuse_in_production(settings.ORRERY_ALLOW_CLI_REVIEW, _("Reviewing from the command line"))
        by = account(email)
        refused = 0
        for work_id in ids:
            try:
                self.stdout.write(self.act(work_of(work_id), by, **options))
            except Refused as error:
                refused += 1
                self.stderr.write(f"{work_id}: {error}")
        if refused:
            sys.exit(1)

    def act(self, work: Work, by: User, **options: Any) -> str:
        """Do it, and say what was done; raise `Refused`."""
        raise NotImplementedError


class ActsOnRound(OrreryCommand):
    """One person acts on the running round of one work."""

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, metavar="ID", help="the work")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="who acts")

    def run(self, *, id: int, email: str, json: bool, **options: Any) -> None:  # noqa: A002  (the argument's name)
        refuse_in_production(settings.ORRERY_ALLOW_CLI_REVIEW, _("Reviewing from the command line"))
        by = account(email)
        work = work_of(id)
        done = self.act(Round.objects.running().filter(work_id=work.pk).first(), by, **options)
        if json:
            self.print_json(done)
        else:
            self.stdout.write(f"{work.pk}: " + ", ".join(f"{name} {value}" for name, value in done.items() if value is not None))

    def act(self, round_: Round | None, by: User, **options: Any) -> dict[str, Any]:
        """Do it, and say what was done; raise `Refused`."""
        raise NotImplementedError


def account(email: str) -> User:
    """Raises `Refused`."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise Refused(_("There is no account %(email)s.") % {"email": email})
    return user
