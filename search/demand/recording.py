"""What the pages of search call: an answer was given, a result was opened, a topic was asked for.

None of it touches the database or raises anything; nothing of the request is kept but what these functions are given.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from search.demand.buffer import buffer
from search.demand.keeping import today
from search.demand.privacy import may_be_kept, tidy

LITTLE = 2
SALT = "search.opened"
DAY = 86400
_MACHINE = re.compile(
    r"bot|crawl|spider|slurp|archiv|preview|monitor|uptime|check|scan|fetch|curl|wget|libwww|python|java/|okhttp|httpclient"
    r"|go-http|axios|postman|facebookexternal|lighthouse",
    re.IGNORECASE,
)


def record(request: HttpRequest, query: str, lang: str, *, own: int, elsewhere: int) -> None:
    """Count a search that was answered: `own` works in the reader's language, `elsewhere` in others alone.

    Counted once: not its further pages, filters or sorting (a parameter beside `q`), not what nobody looks at.
    """
    text = tidy(query)
    more = {name for name, value in request.GET.items() if value} - {"q"}
    if not text or more or not is_read(request):
        return
    buffer.add(today(), _known(lang), text, "asked", *_outcome(own, elsewhere))


def _outcome(own: int, elsewhere: int) -> tuple[str, ...]:
    if own:
        return ("little",) if own <= LITTLE else ()
    return ("elsewhere",) if elsewhere else ("nothing",)


def is_read(request: HttpRequest) -> bool:
    """Whether a person may look at the answer: no machine that says so, no page loaded just in case."""
    purpose = "".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in purpose.lower() or "prerender" in purpose.lower()
    return request.method != "HEAD" and not ahead and bool(agent) and not _MACHINE.search(agent)


def opened_address(query: str, lang: str) -> str:
    """Where a link of the results tells (its attribute `ping`) that it was opened: the query, signed, good for a day.

    It names neither the reader nor the work. Empty for a query whose words are never kept.
    """
    text = tidy(query)
    if not may_be_kept(text):
        return ""
    return f"{reverse('search:opened')}?of={signing.dumps([text, _known(lang)], salt=SALT, compress=True)}"


def opened(request: HttpRequest, token: str) -> None:
    """Count a result that was opened; a token that isn't ours, or is a day old, counts nothing."""
    try:
        text, lang = signing.loads(token, salt=SALT, max_age=DAY)
    except (signing.BadSignature, ValueError):
        return
    if is_read(request):
        buffer.add(today(), lang, text, "opened")


def ask_for(query: str, lang: str) -> bool:
    """Count a reader who wants the topic; False when the query can't be one."""
    text = tidy(query)
    if not may_be_kept(text):
        return False
    buffer.add(today(), _known(lang), text, "wanted")
    return True


def _known(lang: str) -> str:
    return lang if lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
