from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from content.core.models import Work
from content.people.models import User
from content.review.actions.endorse import Endorse
from content.review.commands import ActsOnWorks
from content.review.models import Round, Via


class Command(ActsOnWorks):
    help = "Endorse exactly what was submitted, chapters too. Doesn't publish."

    def arguments(self, parser: CommandParser) -> None:
        super().arguments(parser)
        parser.add_argument("--seat", default="", help="the seat to fill; by default the one asked for, or the first open one")

    @transaction.atomic
    def act(self, work: Work, by: User, *, seat: str = "", **options: Any) -> str:
        ids = [work.pk, *(part.pk for part in work.parts())]
        rounds = list(Round.objects.running().filter(work_id__in=ids)) or [None]
        for round_ in rounds:
            Endorse(round=round_, by=by, seat=seat, via=Via.COMMAND_LINE).execute()
        return f"{work.pk}: endorsed ({len(rounds)})"
