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


class ActsOnWorks(OrreryCommand):
    has_json = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ids", nargs="+", type=int, metavar="ID")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="who acts")

    def run(self, *, ids: list[int], email: str, **options: Any) -> None:
        refuse_in_production(settings.ORRERY_ALLOW_CLI_REVIEW, _("Reviewing from the command line"))
        by = User.objects.filter(email__iexact=email, is_active=True).first()
        if by is None:
            raise Refused(_("There is no account %(email)s.") % {"email": email})
        refused = 0
        for work_id in ids:
            try:
                self.stdout.write(self.act(work_of(work_id), by))
            except Refused as error:
                refused += 1
                self.stderr.write(f"{work_id}: {error}")
        if refused:
            sys.exit(1)

    def act(self, work: Work, by: User) -> str:
        """Do it, and say what was done; raise `Refused`."""
        raise NotImplementedError
