from __future__ import annotations

from typing import Any

from content.core.models import Work
from content.people.models import User
from content.review.actions.submit import Submit
from content.review.commands import ActsOnWorks
from content.review.models import Via


class Command(ActsOnWorks):
    help = "Submit works, with their chapters, for review."

    def act(self, work: Work, by: User, **options: Any) -> str:
        rounds = Submit(work=work, by=by, via=Via.COMMAND_LINE).execute()
        return f"{work.pk}: submitted ({len(rounds)})"
