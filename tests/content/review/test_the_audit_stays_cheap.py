from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.exchange.seeding import seed
from content.review.audit import audit

pytestmark = pytest.mark.django_db


def queries_of_an_audit(works: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        result = audit()
    assert (result["checked"], result["findings"]) == (works, [])
    return len(captured)


def test_an_audit_of_fifty_works_asks_the_database_no_more_often_than_one_of_five() -> None:
    seed(5, ["en"])
    few = queries_of_an_audit(5)
    seed(45, ["en"])

    assert queries_of_an_audit(50) == few
