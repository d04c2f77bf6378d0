from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from content.people.models import User
from content.review.actions.decide import Decide, Decision
from content.review.commands import ActsOnRound
from content.review.models import Round, Via


class Command(ActsOnRound):
    help = "Decide on the work's running round."

    def arguments(self, parser: CommandParser) -> None:
        super().arguments(parser)
        parser.add_argument(
            "--decision", required=True, choices=[*Decision.values], metavar="D", help="approve, minor, major, reject"
        )
        parser.add_argument("--letter", default="", help="a letter to the authors")

    def act(self, round_: Round | None, by: User, **options: Any) -> dict[str, Any]:
        decision = Decide(round=round_, by=by, decision=options["decision"], letter=options["letter"], via=Via.COMMAND_LINE)
        seal = decision.execute()
        return {"decision": options["decision"], "seal": seal and seal.reference}
