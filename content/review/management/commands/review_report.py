from __future__ import annotations

import json as json_
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from content.people.models import User
from content.review.actions.report import SubmitReport
from content.review.commands import ActsOnRound
from content.review.models import Round, Via

# Words that people use for the outcomes.
ALSO = {"approve": "endorse", "accept": "endorse", "yes": "endorse", "revise": "changes", "request_changes": "changes"}
TEXTS = {"note", "to_authors", "to_editor", "interests"}


class Command(ActsOnRound):
    help = "Report on the work's running round, with a recommendation."

    def arguments(self, parser: CommandParser) -> None:
        super().arguments(parser)
        parser.add_argument(
            "--recommendation",
            required=True,
            metavar="R",
            help="endorse, minor, changes, major, reject, or the key of the policy's own wording",
        )
        parser.add_argument("--seat", default="")
        parser.add_argument(
            "--answers",
            type=Path,
            metavar="F.json",
            help="the form's answers by key; to_authors, to_editor and interests as texts",
        )

    def act(self, round_: Round | None, by: User, **options: Any) -> dict[str, Any]:
        said = _read(options["answers"])
        answers = said.pop("answers", None) or {key: value for key, value in said.items() if key not in TEXTS}
        report, seal = SubmitReport(
            round=round_,
            by=by,
            seat=options["seat"],
            recommendation=ALSO.get(options["recommendation"], options["recommendation"]),
            note=str(said.get("to_authors") or said.get("note") or ""),
            to_editor=str(said.get("to_editor") or ""),
            interests=str(said.get("interests") or ""),
            answers=answers,
            via=Via.COMMAND_LINE,
        ).execute()
        seat, state = report.seat, Round.objects.get(pk=report.round_id).state
        return {
            "report": report.pk,
            "seat": seat,
            "recommendation": report.recommendation,
            "state": state,
            "seal": seal and seal.reference,
        }


def _read(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        said = json_.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(_("%(path)s can't be read: %(error)s") % {"path": path, "error": error}) from error
    if not isinstance(said, dict) or not isinstance(said.get("answers", {}), dict):
        raise CommandError(_("%(path)s isn't a JSON object.") % {"path": path})
    return said
