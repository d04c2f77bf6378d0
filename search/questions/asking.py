"""A reader asks; nothing is kept but the question, its language and the day."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.refusal import Refused
from content.review.actions.case import times_today
from search.questions.models import ReaderQuestion

A_DAY = 3  # questions of one reader
ALTOGETHER = 200  # questions a day, of all: no flood fills the disk
LONGEST = 1000  # characters


@dataclass(frozen=True, kw_only=True)
class AskScientists:
    text: str
    lang: str
    # Where the request came from; only a keyed digest of it is kept, for a day, in the cache.
    origin: str = ""

    def execute(self) -> ReaderQuestion:
        """Raises `Refused`."""
        text = self.text.strip()
        if not text:
            raise Refused(_("Write your question."))
        if len(text) > LONGEST:
            raise Refused(_("That is too long: at most %(count)d characters.") % {"count": LONGEST})
        today = ReaderQuestion.objects.filter(asked_on=timezone.localdate()).count()
        if today >= ALTOGETHER or times_today("reader-question", self.origin) > A_DAY:
            raise Refused(_("Those are many questions for one day. Please ask again tomorrow."))
        return ReaderQuestion.objects.create(text=text, lang=self.lang)
