from __future__ import annotations

from django.db import transaction

from content.core.models import Work
from content.people.models import User
from content.review.actions.endorse import Endorse
from content.review.commands import ActsOnWorks
from content.review.models import Round, Via


class Command(ActsOnWorks):
    help = "Endorse exactly what was submitted, chapters too. Doesn't publish."

    @transaction.atomic
    def act(self, work: Work, by: User) -> str:
        ids = [work.pk, *(part.pk for part in work.parts())]
        rounds = list(Round.objects.running().filter(work_id__in=ids)) or [None]
        seals = [Endorse(round=round_, by=by, via=Via.COMMAND_LINE).execute() for round_ in rounds]
        return f"{work.pk}: endorsed ({len(seals)})"
