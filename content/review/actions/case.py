"""A reader reports a possible error; an editor answers."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.core.refusal import Refused
from content.review import policies
from content.review.models import Publication, ReaderCase

if TYPE_CHECKING:
    from content.people.models import User

A_DAY = 5  # reports of one reader
ALTOGETHER = 500  # reports a day, of all: no flood fills the disk
LONGEST = 5000  # characters


@dataclass(frozen=True, kw_only=True)
class ReportError:
    work_id: int
    text: str
    address: str = ""
    quote: str = ""
    credit: str = ""
    # Where the request came from; only a keyed digest of it is kept, for a day, in the cache.
    origin: str = ""

    def execute(self) -> ReaderCase:
        """Raises `Refused`."""
        publication = Publication.objects.in_force().filter(work_id=self.work_id).first()
        if publication is None:
            raise Refused(_("This work isn't public."))
        if not self.text.strip():
            raise Refused(_("Say what seems wrong."))
        if len(self.text) > LONGEST or len(self.quote) > LONGEST:
            raise Refused(_("That is too long: at most %(count)d characters.") % {"count": LONGEST})
        self._count("one:" + self._digest(), A_DAY)
        self._count("all", ALTOGETHER)
        return ReaderCase.objects.create(
            work_id=self.work_id,
            kind=publication.kind,
            lang=publication.lang,
            title=publication.title,
            address=self.address[:500],
            quote=self.quote,
            text=self.text,
            credit=self.credit[:100],
        )

    def _digest(self) -> str:
        today = f"{timezone.now():%Y-%m-%d}"
        return hmac.new(settings.SECRET_KEY.encode(), f"{today}|{self.origin}".encode(), hashlib.sha256).hexdigest()[:32]

    @staticmethod
    def _count(name: str, most: int) -> None:
        key = f"reader-case:{name}"
        cache.add(key, 0, timeout=86400)
        if cache.incr(key) > most:
            raise Refused(_("Those are many reports for one day. Thank you; please go on tomorrow."))


@dataclass(frozen=True, kw_only=True)
class AnswerCase:
    case: ReaderCase
    by: User
    answer: str
    state: str = ReaderCase.State.ANSWERED

    @transaction.atomic
    def execute(self) -> ReaderCase:
        """Raises `Refused`."""
        page = Page.objects.filter(pk=self.case.work_id).first()
        if page is None or policies.may_publish(self.by, page.specific):
            raise Refused(_("Only an editor of this work may do this."))
        if not self.answer.strip():
            raise Refused(_("The answer is empty."))
        if self.state not in {ReaderCase.State.ANSWERED, ReaderCase.State.DISMISSED}:
            raise Refused(_("A case is answered or dismissed; a correction closes it by itself."))
        self.case.answer, self.case.state = self.answer, self.state
        self.case.answered_by, self.case.answered_at = self.by, timezone.now()
        self.case.save()
        return self.case
