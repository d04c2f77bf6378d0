"""What readers do, without account or cookie: open pages, report errors; and what they are told."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Locale, Page

from content.core.tree import section_for
from content.review.actions.notice import ApproveNotice, ProposeNotice
from content.review.models import Notice
from tests.cast import Cast, edit, fresh, published

MENDING = ["correction", "clarification", "update"]


def said(path: str) -> str:
    return Client().get(path).content.decode()


def page_of(work: Page) -> str:
    return said(work.url_path_public)


def translated(cast: Cast, source: Any, lang: str) -> Any:
    """A published translation with the words of its source: block ids are kept, as for every translation."""
    copy = source.copy_for_translation(Locale.objects.get(language_code=lang))
    assert copy.get_parent().specific == section_for(lang, "articles")
    return published(cast, fresh(copy))


def noticed(cast: Cast, work: Any, notice: str = "correction", **said: Any) -> Notice:
    """A public notice: what mends, approved by a colleague."""
    words = {"was": "Forty billion years.", "now": "Four billion years.", **said}
    made = ProposeNotice(work=fresh(work), by=cast.editor, notice=notice, **words).execute()
    return ApproveNotice(notice=made, by=cast.colleague).execute() if notice in MENDING else made


def block_of(work: Any) -> str:
    return str(work.body[1].id)


def corrected(cast: Cast, work: Any, text: str = "Four billion years.") -> Any:
    """The work with its second block rewritten, reviewed again and published."""
    body = list(work.body.get_prep_value())
    body[1] = {**body[1], "value": f"<p>{text}</p>"}
    return published(cast, edit(work, cast.editor, body=json.dumps(body)))


def strict() -> Client:
    """A browser that keeps no cookies, before a server that checks."""
    return Client(enforce_csrf_checks=True)


def address_of(work: Any) -> str:
    return f"body/{work.body[1].id}"


def report(work: Any, client: Client | None = None, *, headers: dict[str, str] | None = None, **typed: Any) -> Any:
    fields = {"text": "It is four billion.", "quote": "hot gas", **typed}
    return (client or strict()).post(f"/en/report-error/{work.pk}/", fields, headers=headers)


def words(response: HttpResponse) -> str:
    return response.content.decode()
