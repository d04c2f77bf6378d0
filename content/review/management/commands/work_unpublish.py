from __future__ import annotations

from typing import Any

from content.core.models import Work
from content.people.models import User
from content.review.actions.withdraw import Withdraw
from content.review.commands import ActsOnWorks
from content.review.models import Via


class Command(ActsOnWorks):
    help = "Withdraw public works, chapters too."

    def act(self, work: Work, by: User, **options: Any) -> str:
        Withdraw(work=work, by=by, via=Via.COMMAND_LINE).execute()
        return f"{work.pk}: withdrawn"
