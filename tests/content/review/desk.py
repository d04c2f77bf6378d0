"""An expert at the desk: invited by mail, with a browser that has no account."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from content.core.models import Work
from content.people.models import User
from content.review.actions.invite import Invite
from content.review.correspondence import letters
from content.review.correspondence.links import token_of
from content.review.models import Assignment, Letter, Round
from tests.cast import Cast, article, submitted

LINK = re.compile(r"https?://\S+/review/\S+")


def invited(cast: Cast, round_: Round, expert: User | None = None, **fields: Any) -> Assignment:
    assignment = Invite(round=round_, by=cast.editor, expert=expert or cast.scientist, **fields).execute()
    return Assignment.objects.select_related("round", "expert").get(pk=assignment.pk)


def asked(cast: Cast, work: Work | None = None, **fields: Any) -> Assignment:
    """A work in review, and the cast's scientist invited to it."""
    return invited(cast, submitted(cast, work or article(cast)), **fields)


def sent() -> list[Any]:
    """What is sent by now, whatever the hour: the mails, oldest first."""
    Letter.objects.filter(sent_at=None).update(not_before="2000-01-01T00:00:00Z")
    letters.send_due()
    return list(mail.outbox)


@dataclass
class Desk:
    """One browser with one link."""

    assignment: Assignment
    client: Client = field(default_factory=Client)
    token: str = ""

    def __post_init__(self) -> None:
        self.token = self.token or token_of(self.assignment)

    def url(self, name: str = "review_link", *args: Any) -> str:
        return reverse(name, args=[self.token, *args])

    def get(self, name: str = "review_link", *args: Any, **kwargs: Any) -> Any:
        return self.client.get(self.url(name, *args), **kwargs)

    def text(self, name: str = "review_link", *args: Any) -> str:
        return str(self.client.get(self.url(name, *args), follow=True).content.decode())

    def post(self, name: str, **data: Any) -> Any:
        return self.client.post(self.url(name), data)

    def accept(self) -> Desk:
        assert self.post("review_link", action="accept").status_code == 302
        return self

    def comment(self, address: str = "summary", text: str = "Why?", **data: Any) -> Any:
        return self.post("review_link_comment", round=self.assignment.round_id, address=address, text=text, **data)

    def fresh(self) -> Assignment:
        return Assignment.objects.get(pk=self.assignment.pk)
