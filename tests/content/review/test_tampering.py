"""Whatever is changed behind the software's back, the audit says it, and readers don't read it meanwhile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from content.review.audit import audit
from tests.cast import Cast
from tests.content.review.tampered_site import WORD, KeptFiles, Site
from tests.content.review.tampering import MEANWHILE, PUBLIC, Way
from tests.content.review.tampering_with_records import RECORDS

WAYS = [*PUBLIC, *RECORDS]
DOCS = Path(__file__).parents[3] / "docs" / "integrity.md"


def kinds_found() -> set[str]:
    return {finding["kind"] for finding in audit()["findings"]}


def seen_by_readers(site: Site, way: Way) -> str:
    """Which of MEANWHILE happens at the page's own address, and in the list of its section where a list is meant."""
    for cache in caches.all():
        cache.clear()
    page = getattr(site, way.page)
    client = Client()
    answers = [client.get(page.url_path_public)]
    if "face" in way.kinds:
        answers.append(client.get("/en/articles/"))
    if any(WORD in answer.content.decode() for answer in answers):
        return "shown"
    names = {200: "sealed", 301: "sealed", 302: "sealed", 404: "absent", 410: "absent", 503: "unavailable"}
    return names[answers[0].status_code]


@pytest.mark.django_db
def test_every_way_of_tampering_is_seen_by_the_audit_and_not_by_readers(cast: Cast) -> None:
    site = Site(cast)
    files = KeptFiles(site)
    assert audit()["findings"] == []
    wrong = []
    for way in WAYS:
        with transaction.atomic():
            way.change(site)
            found, seen = kinds_found(), seen_by_readers(site, way)
            transaction.set_rollback(True)
        files.put_back()
        if (found, seen) != (way.kinds, way.meanwhile):
            wrong.append(f"{way.name}: audit {sorted(found)} not {sorted(way.kinds)}, readers {seen} not {way.meanwhile}")
    assert wrong == []
    assert audit()["findings"] == []


def row_of(way: Way) -> str:
    says = ", ".join(f"`{kind}`" for kind in sorted(way.kinds)) or "nothing: no reader sees it"
    return f"| {way.name} | {says} | {MEANWHILE[way.meanwhile]} |"


def test_the_table_in_the_docs_is_this_one() -> None:
    written = re.findall(r"^\|.*\|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)

    assert [row for row in map(row_of, WAYS) if row not in written] == []
