"""Whoever wished to stay unnamed is a salted commitment in what the public gets, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageLogEntry, TaskState

from content.core.models import LedgerEntry
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.models import Report, ReviewPolicy, Seal
from content.review.public.record import record_of
from content.review.public.standing import PublicReview
from tests.cast import Cast, article, fresh, submitted

pytestmark = pytest.mark.django_db


def anonymous(cast: Cast, **terms: Any) -> Any:
    policy = ReviewPolicy.objects.create(slug="unnamed", name="Unnamed", anonymity="anonymous", **terms)
    policy.seats.create(slug="science")
    policy.save()
    return article(cast)


def test_nothing_in_the_record_gives_an_anonymous_experts_name_away(cast: Cast) -> None:
    cast.scientist.first_name, cast.scientist.last_name, cast.scientist.orcid = "Rosalind", "Unnamed", "0000-0002-1825-0097"
    cast.scientist.save()
    work = anonymous(cast, allows_typos=True)
    Endorse(round=submitted(cast, work), by=cast.scientist).execute()
    Publish(work=fresh(work), by=cast.editor).execute()

    seal, report = Seal.objects.get(), Report.objects.get()
    text = json.dumps(record_of(PublicReview.of(work.pk))) + json.dumps([entry.payload for entry in LedgerEntry.objects.all()])
    for name in ("Rosalind", "Unnamed", "0000-0002-1825-0097", "scientist@cast", report.salt):
        assert name not in text
    assert seal.entry.payload["seats"][0]["expert"] == report.commitment()
    for path in (f"/en/record/{work.pk}.json", f"/en/record/{work.pk}/", work.url_path_public):
        assert "Rosalind" not in Client().get(path).content.decode()


def test_the_pages_history_which_authors_read_does_not_name_an_anonymous_expert(cast: Cast) -> None:
    work = anonymous(cast)
    Endorse(round=submitted(cast, work), by=cast.scientist).execute()

    assert not PageLogEntry.objects.filter(page_id=work.pk, user=cast.scientist).exists()
    assert not TaskState.objects.filter(finished_by=cast.scientist).exists()


def test_the_same_expert_has_another_commitment_in_each_report(cast: Cast) -> None:
    work = anonymous(cast)
    Endorse(round=submitted(cast, work), by=cast.scientist).execute()
    Endorse(round=submitted(cast, article(cast, "Another")), by=cast.scientist).execute()

    assert len({report.commitment() for report in Report.objects.all()}) == 2
