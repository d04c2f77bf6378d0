"""The one way in which the domain says no."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """An action that a rule forbids; the message is fit for the screen, in the user's language.

    A `PermissionDenied`, so that a road nobody thought of answers 403 and never 500.
    """

    def __init__(self, reason: object) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)
