"""Days of readers' searches, as they pass."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from search.demand import keeping, recording
from search.demand.buffer import buffer

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FIRST = date(2026, 3, 2)


class Days:
    """The days as they pass, and the searches of one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.day = FIRST
        for module in (keeping, recording):
            monkeypatch.setattr(module, "today", lambda: self.day)

    def search(self, query: str, lang: str = "en", *, own: int = 0, elsewhere: int = 0, **headers: str) -> None:
        recording.record(request(query, **headers), query, lang, own=own, elsewhere=elsewhere)

    def after(self, days: int = 1) -> None:
        assert buffer.flush()
        self.day += timedelta(days=days)


def request(query: str = "", **headers: str) -> HttpRequest:
    return RequestFactory().get("/en/search/", {"q": query}, headers={"User-Agent": FIREFOX, **headers})
