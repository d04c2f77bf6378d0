"""Wagtail's command, which no schedule that went stale may stop: what isn't approved any more stays a draft."""

from __future__ import annotations

import logging
from typing import Any

from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from content.core.gate import refuse_unless_sealed
from content.core.models import Work
from content.core.refusal import Refused

alarm = logging.getLogger("orrery.alarm")


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
                _drop_unless_approved(revision)
        super().handle(*args, **options)


def _drop_unless_approved(revision: Revision) -> None:
    work = revision.as_object()
    if not isinstance(work, Work):
        return
    try:
        refuse_unless_sealed(work)
    except Refused as refusal:
        alarm.error("The schedule of work %s is dropped: %s", work.pk, refusal)
        revision.approved_go_live_at = None
        # Wagtail writes into the page's history that the schedule was cancelled.
        revision.save(update_fields=["approved_go_live_at"])
