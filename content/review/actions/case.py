"""A reader reports a possible error; an editor answers."""

from __future__ import annotations

import hashlib
import hmac
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.core.publication import public
from content.core.refusal import Refused
from content.review import policies
from content.review.models import Publication, ReaderCase
from content.review.typed import refuse_if_too_long

if TYPE_CHECKING:
    from content.people.models import User

log = logging.getLogger("orrery.review")
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
        if publication is None or not public(Page.objects.filter(pk=self.work_id), titles=False).exists():
            raise Refused(_("This work isn't public any more. Nothing was sent: copy what you wrote if you need it."))
        if not self.text.strip():
            raise Refused(_("Say what seems wrong."))
        if max(len(self.text), len(self.quote)) > LONGEST:
            raise Refused(too_long())
        self._refuse_floods()
        return ReaderCase.objects.create(
            work_id=self.work_id,
            kind=publication.kind,
            lang=publication.lang,
            title=publication.title,
            address=self.address[:500],
            quote=self.quote,
            text=self.text,
            credit=self.credit.strip()[:100],
        )

    def _refuse_floods(self) -> None:
        today = ReaderCase.objects.filter(made_at__gt=timezone.now() - timedelta(days=1)).count()
        if today >= ALTOGETHER or times_today("reader-case", self.origin) > A_DAY:
            raise Refused(_("Those are many reports for one day. Thank you; please go on tomorrow."))


def times_today(name: str, origin: str) -> int:
    """How often whoever is at `origin` did this today. The cache may be down: then the limit of all has to do."""
    day = f"{timezone.now():%Y-%m-%d}"
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{day}|{origin}".encode(), hashlib.sha256).hexdigest()[:32]
    key = f"{name}:{digest}"
    try:
        cache.add(key, 0, timeout=86400)
        return int(cache.incr(key))
    except Exception as error:  # noqa: BLE001  (each cache fails in its own way)
        log.warning("What readers send isn't counted: %s", error)
        return 0


def too_long() -> str:
    return _("That is too long: at most %(count)d characters.") % {"count": LONGEST}


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
        refuse_if_too_long(self.answer)
        if self.state not in {ReaderCase.State.ANSWERED, ReaderCase.State.DISMISSED}:
            raise Refused(_("A case is answered or dismissed; a correction closes it by itself."))
        if self.case.state == ReaderCase.State.CORRECTED:
            raise Refused(_("This case became a correction: it is closed."))
        self.case.answer, self.case.state = self.answer, self.state
        self.case.answered_by, self.case.answered_at = self.by, timezone.now()
        self.case.save()
        return self.case
