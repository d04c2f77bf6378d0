from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.people.models import User
from content.review.models import Assignment, Publication, Round
from content.taxonomy.models import Subject, WorkSubject
from tests.cast import Cast, article, published, submitted

pytestmark = pytest.mark.django_db


def get(user: User, **chosen: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse("review:reports"), chosen)


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_times_acceptance_punctuality_and_load_by_language(cast: Cast) -> None:
    work = published(cast, article(cast))
    submitted(cast, article(cast, title="Another"))
    begun = timezone.now() - timedelta(days=10)
    Round.objects.filter(work_id=work.pk).update(submitted_at=begun, closed_at=begun + timedelta(days=4))
    Publication.objects.filter(work_id=work.pk).update(published_at=begun + timedelta(days=6))
    late = {"state": "reported", "report_by": begun, "closed_at": begun + timedelta(days=1)}
    round_ = Round.objects.get(work_id=work.pk)
    Assignment.objects.create(round=round_, seat="science", expert=cast.scientist, **late)
    Assignment.objects.create(round=round_, seat="science", expert=cast.colleague, **(late | {"closed_at": begun}))
    running = Round.objects.running().get()
    Assignment.objects.create(round=running, seat="science", expert=cast.colleague, state="accepted")

    (row,) = rows_of(get(cast.editor, format="csv"))

    assert row["lang"] == "English"
    assert (row["submitted"], row["approved"], row["acceptance"]) == ("2", "1", "100")
    assert (row["days_to_decision"], row["days_to_publication"]) == ("4.0", "6.0")
    assert (row["punctuality"], row["load"]) == ("50", "1")


def test_a_period_bounds_what_is_counted(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    Round.objects.filter(pk=round_.pk).update(submitted_at=timezone.now() - timedelta(days=400))
    day = (timezone.localdate() - timedelta(days=30)).isoformat()

    assert "Nothing was submitted" in get(cast.editor, since=day).content.decode()
    assert "English" in get(cast.editor, until=day).content.decode()
    assert rows_of(get(cast.editor, since=day, format="csv")) == []
    assert "Nothing was submitted" in get(cast.editor, kind="exhibit").content.decode()


@pytest.mark.parametrize("chosen", [{"since": "soon"}, {"by": "shoe size"}, {"since": "2026-02-01", "until": "2026-01-01"}])
def test_a_period_that_makes_no_sense_is_told(cast: Cast, chosen: dict[str, str]) -> None:
    response = get(cast.editor, **chosen)

    assert response.status_code == 200
    assert "error-message" in response.content.decode()


def test_charts_have_the_table_as_their_text(cast: Cast) -> None:
    published(cast, article(cast))

    page = get(cast.editor).content.decode()

    assert page.count('role="img"') == 3
    assert "the same figures are in the table below" in page
    assert 'scope="col">Reports in time, %' in page


def test_a_subject_named_like_a_formula_is_harmless_in_a_spreadsheet(cast: Cast) -> None:
    subject = Subject.objects.create(slug="evil", name="=1+1", name_en="=1+1")
    work = article(cast)
    draft = work.get_latest_revision_as_object()
    draft.work_subjects.add(WorkSubject(subject=subject))
    draft.save_revision(user=cast.editor)
    submitted(cast, work)

    (row,) = rows_of(get(cast.editor, by="subject", format="csv"))

    assert row["subject"] == "'=1+1"


def test_an_empty_site_says_so(cast: Cast) -> None:
    assert "Nothing was submitted" in get(cast.editor).content.decode()


@pytest.mark.parametrize("who", ["scientist", "author", "translator", "intruder"])
def test_figures_are_for_editors(cast: Cast, who: str) -> None:
    assert get(getattr(cast, who)).status_code in {302, 403}
    assert get(getattr(cast, who), format="csv").status_code in {302, 403}


def test_more_rounds_take_no_more_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        submitted(cast, article(cast, title=f"Work {number}"))
    get(cast.editor)

    with django_assert_max_num_queries(30):
        get(cast.editor)
