"""Whatever is sent as a draft breaks nothing, and an open must is named."""

from __future__ import annotations

import pytest

from content.review.models import Comment, Report, Round
from tests.cast import Cast
from tests.content.review.desk import Desk, asked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"answers": 3, "comments": [1], "note": {"a": 1}}',
        b"\xff",
        b"x" * 200_001,
        b"[" * 50_000,
        b'{"note": ' + b"[" * 900 + b"]" * 900 + b"}",
        rb'{"note": "\ud800", "answers": {"\ud800": "a\u0000"}}',
    ],
)
def test_a_draft_of_any_kind_breaks_nothing(cast: Cast, body: bytes) -> None:
    desk = Desk(asked(cast)).accept()

    response = desk.client.post(desk.url("review_link_draft"), body, content_type="application/json")

    assert response.status_code in {200, 400, 413}
    assert desk.get("review_link_read").status_code == 200


def test_a_must_that_is_open_is_named_beside_the_button_and_can_be_settled_there(cast: Cast) -> None:
    desk = Desk(asked(cast)).accept()
    assert desk.comment(severity="must", text="The number is wrong").status_code == 302
    remark = Comment.objects.get()

    page = desk.text("review_link_read")
    assert "you can&#x27;t endorse" in page or "you can't endorse" in page
    desk.post("review_link_report", recommendation="endorse", note="Fine otherwise")
    assert not Report.objects.exists()
    assert "settle it, or ask for changes" in desk.text("review_link_read")

    desk.post("review_link_comment", settle=remark.pk, note="Fine, otherwise", recommendation="endorse")
    page = desk.text("review_link_read")
    assert "endorse: ask for changes" not in page
    assert "Fine, otherwise" in page
    desk.post("review_link_report", recommendation="endorse")
    assert Round.objects.get().state == Round.State.APPROVED
