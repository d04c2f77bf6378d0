"""The one way in which the domain says no."""

from __future__ import annotations


class Refused(Exception):
    """An action that a rule forbids; the message is fit for the screen, in the user's language.

    Not a `PermissionDenied`: Wagtail's admin answers that one with a sentence of its own. `config.middleware` shows
    the reason, whatever road was tried.
    """

    def __init__(self, reason: object) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)
