from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from content.core.publication import is_public
from content.core.refusal import Refused
from tests.cast import Cast, article, fresh, published

pytestmark = pytest.mark.django_db


def test_scheduling_what_nobody_approved_is_refused(cast: Cast) -> None:
    work = article(cast)
    work.go_live_at = timezone.now() + timedelta(hours=1)
    revision = work.save_revision(user=cast.editor)

    with pytest.raises(Refused):
        revision.publish(user=cast.editor)

    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")
    assert not is_public(work)


def test_a_schedule_that_went_stale_stops_no_other(cast: Cast) -> None:
    stale, due = article(cast, title="Stale"), published(cast, article(cast, title="Due"))
    hour_ago = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=stale.get_latest_revision().pk).update(approved_go_live_at=hour_ago - timedelta(hours=1))
    Page.objects.get(pk=due.pk).specific.unpublish()
    Revision.objects.filter(pk=due.get_latest_revision().pk).update(approved_go_live_at=hour_ago)

    call_command("publish_scheduled")

    assert not is_public(stale)
    assert is_public(fresh(due))
    assert PageLogEntry.objects.filter(page_id=stale.pk, action="wagtail.schedule.cancel").exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
