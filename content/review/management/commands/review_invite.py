from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from content.people.models import User
from content.review.actions.invite import Invite
from content.review.commands import ActsOnRound, account
from content.review.correspondence.links import link_to
from content.review.models import Anonymity, Round


class Command(ActsOnRound):
    help = "Ask an expert for a seat of the work's running round."

    def arguments(self, parser: CommandParser) -> None:
        super().arguments(parser)
        parser.add_argument("--expert", required=True, metavar="EMAIL")
        parser.add_argument("--seat", default="")
        parser.add_argument("--anonymity", default="", choices=["", *Anonymity.values])
        parser.add_argument("--reason", default="", help="why, in spite of a possible conflict of interest; it is kept")

    def act(self, round_: Round | None, by: User, **options: Any) -> dict[str, Any]:
        assignment = Invite(
            round=round_,
            by=by,
            expert=account(options["expert"]),
            seat=options["seat"],
            anonymity=options["anonymity"],
            reason=options["reason"],
        ).execute()
        return {
            "assignment": assignment.pk,
            "seat": assignment.seat,
            "state": assignment.state,
            "respond_by": assignment.respond_by,
            "report_by": assignment.report_by,
            "link": link_to(assignment),
        }
