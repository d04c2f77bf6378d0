"""The link of an invitation: it needs no account, opens one assignment, runs out, and can be revoked.

A link is the assignment's number and nonce, signed (HMAC-SHA256). A new nonce voids all older links. Accepting binds
the link to the browser that accepted, by a cookie: whoever gets the link forwarded afterwards sees nothing, and can
have a fresh one sent to the expert's own address.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation

from content.review.models import Assignment

if TYPE_CHECKING:
    from content.people.models import User

SALT = "orrery.review.invitation"
COOKIE = "orrery-review-{pk}"
COOKIE_DAYS = 120


@dataclass(frozen=True)
class BrokenLink(Exception):
    """Why a link opens nothing: invalid, revoked or expired."""

    reason: str
    assignment: Assignment | None = None


def token_of(assignment: Assignment) -> str:
    return signing.dumps([assignment.pk, assignment.nonce], salt=SALT, compress=False)


def link_to(assignment: Assignment) -> str:
    """The absolute address, in the expert's language."""
    with translation.override(language_of(assignment.expert)):
        return settings.ORRERY_BASE_URL + reverse("review_link", args=[token_of(assignment)])


def language_of(user: User) -> str:
    return user.lang if user.lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def assignment_of(token: str) -> Assignment:
    """Raises `BrokenLink`."""
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BrokenLink("invalid") from error
    assignment = Assignment.objects.select_related("round", "expert").filter(pk=pk).first()
    if assignment is None:
        raise BrokenLink("invalid")
    if not secrets.compare_digest(assignment.nonce, str(nonce)) or assignment.state == Assignment.State.WAITING:
        raise BrokenLink("revoked", assignment)
    if assignment.link_expires_at and assignment.link_expires_at <= timezone.now():
        raise BrokenLink("expired", assignment)
    return assignment


def is_bound_elsewhere(request: HttpRequest, assignment: Assignment) -> bool:
    """Whether another browser accepted: this one has the link, not the key."""
    return bool(assignment.devices) and not holds_key(request, assignment)


def holds_key(request: HttpRequest, assignment: Assignment) -> bool:
    """Whether this browser is one of those that accepted."""
    return _digest(_key(request, assignment)) in assignment.devices


def offer_key(assignment: Assignment, response: HttpResponse, request: HttpRequest) -> None:
    """A key for the browser that looks at an invitation: it opens nothing until that browser accepts.

    So a second tap on "Accept" comes with the same key as the first.
    """
    if not _key(request, assignment):
        _hand_over(secrets.token_urlsafe(24), assignment, response, request)


def bind(assignment: Assignment, response: HttpResponse, request: HttpRequest) -> None:
    """From now on this browser's key opens the assignment, which keeps its digest. Saves the assignment's devices."""
    key = _key(request, assignment) or secrets.token_urlsafe(24)
    if _digest(key) not in assignment.devices:
        assignment.devices = [*assignment.devices, _digest(key)]
        assignment.save(update_fields=["devices"])
    _hand_over(key, assignment, response, request)


def _key(request: HttpRequest, assignment: Assignment) -> str:
    return request.COOKIES.get(COOKIE.format(pk=assignment.pk), "")


def _hand_over(key: str, assignment: Assignment, response: HttpResponse, request: HttpRequest) -> None:
    response.set_cookie(
        COOKIE.format(pk=assignment.pk),
        key,
        max_age=COOKIE_DAYS * 86400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
