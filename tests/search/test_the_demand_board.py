"""The demand board's page in the admin: for editors, by language and period, and as CSV."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.indexing import catch_up
from tests.cast import Cast, article, published
from tests.search.days import Days

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    days = Days(monkeypatch)
    monkeypatch.setattr("search.demand.report.today", lambda: days.day)
    return days


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.usefixtures("fresh_index")
def test_an_editor_sees_what_to_translate_and_what_to_write(cast: Cast, days: Days) -> None:
    published(cast, article(cast, title="Étoiles", lang="fr", text="Une étoile."))
    catch_up()
    for _day in range(3):
        days.search("étoile", "en", elsewhere=1)
        days.search("dark matter", "en")
        days.after()

    page = signed_in(cast.editor).get(reverse("search_demand")).content.decode()

    first, second = page.split('role="rowheader"')[1:3]
    assert "étoile" in first
    assert "4.5" in first
    assert "Translate" in first
    assert "Étoiles" in first
    assert "Write about it" in second


def test_the_board_is_exported_and_computes_nothing(cast: Cast, days: Days) -> None:
    for _day in range(3):
        days.search("=cmd comet")
        days.after()
    content = signed_in(cast.editor).get(reverse("search_demand"), {"format": "csv"}).content.decode()

    assert "en,'=cmd comet,,,3.0,3,3,0,0,0,0" in content


def test_a_wrong_period_is_said(cast: Cast) -> None:
    page = signed_in(cast.editor).get(reverse("search_demand"), {"since": "2026-02-02", "until": "2026-01-01"})

    assert "ends before it begins" in page.content.decode()


@pytest.mark.parametrize("who", ["author", "scientist", "translator"])
def test_others_do_not_see_it(who: str, cast: Cast) -> None:
    answer = signed_in(getattr(cast, who)).get(reverse("search_demand"))

    assert answer.status_code in {302, 403}
