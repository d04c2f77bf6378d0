"""What `make bench` prints: times on seeded works. Nothing is asserted of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from content.core.publication import public
from content.exchange.seeding import seed
from content.people.models import User
from content.review.audit import audit
from content.review.models import Round
from search.finding import find
from search.indexing import indices, rebuild
from tests.cast import Cast, article, submitted

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]
WORKS = 1000
ROUNDS = 500


def measured(act: Callable[[], object], times: int = 20) -> str:
    act()
    taken = []
    for _each in range(times):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return f"p50 {statistics.median(taken):.1f} ms, slowest {max(taken):.1f} ms"


def _many_rounds(cast: Cast) -> User:
    """As many rounds in review as a busy house has; the editor who looks at them."""
    round_ = submitted(cast, article(cast))
    content = {field.attname: getattr(round_, field.attname) for field in Round._meta.concrete_fields if field.name != "id"}
    Round.objects.bulk_create(Round(**{**content, "work_id": round_.work_id + 1_000_000 + number}) for number in range(ROUNDS))
    return cast.editor


def test_print_what_readers_wait_for(fresh_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started = time.perf_counter()
    seed(WORKS, ["en", "zh-hans", "ar"])
    seeded = time.perf_counter() - started
    started = time.perf_counter()
    for index in indices():
        rebuild(index)
    indexed = time.perf_counter() - started
    started = time.perf_counter()
    found = audit()["findings"]
    audited = time.perf_counter() - started
    path = public().first().specific.url_path_public
    client, editor = Client(), Client()
    editor.force_login(_many_rounds(Cast()))

    with capsys.disabled():
        print(f"\n{WORKS} works: seeded in {seeded:.1f} s, indexed in {indexed:.1f} s, audited in {audited:.1f} s")
        print("audit       ", measured(audit, times=3))
        print(f"board, {ROUNDS} rounds", measured(lambda: editor.get(reverse("review:board"))))
        print("work page   ", measured(lambda: client.get(path)))
        print("list        ", measured(lambda: client.get("/en/articles/")))
        print("home        ", measured(lambda: client.get("/en/")))
        print("search, en  ", measured(lambda: find("galaxy spectrum", "en")))
        print("search, zh  ", measured(lambda: find("银河光谱", "zh-hans")))
        print("search, all ", measured(lambda: find("galaxy spectrum")))

    assert found == []
