"""What people typed, fit to be kept: no database but SQLite takes a NUL, and none a lone surrogate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.refusal import Refused

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST = 20_000  # characters


def clean(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def typed(request: HttpRequest) -> dict[str, str]:
    """The fields of the form that was sent; of several with one name, the last."""
    return {clean(name): clean(str(value)) for name, value in request.POST.items()}


def refuse_if_too_long(*texts: str) -> None:
    if max(map(len, texts), default=0) > LONGEST:
        raise Refused(_("That is too long: at most %(count)d characters.") % {"count": LONGEST})
