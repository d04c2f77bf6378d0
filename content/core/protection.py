"""Media that an approved text shows can't change or disappear; media of drafts can't be seen.

Media models register themselves; review, which knows the seals, registers the answers.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext as _

from content.core.refusal import Refused

_media: list[type[models.Model]] = []
_uses: list[Callable[[models.Model], list[str]]] = []
_public: list[Callable[[models.Model], bool]] = []


def register_media(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: `model` holds a file whose SHA-256 is its `checksum`."""
    _media.append(model)
    return model


def media_models() -> list[type[models.Model]]:
    return _media


def register_uses(uses: Callable[[models.Model], list[str]]) -> None:
    """`uses` names the sealed or frozen texts that show a media object."""
    _uses.append(uses)


def register_visibility(is_public: Callable[[models.Model], bool]) -> None:
    """`is_public` says whether a public text shows a media object."""
    _public.append(is_public)


def uses_of(media: models.Model) -> list[str]:
    return [use for uses in _uses for use in uses(media)]


def refuse_if_used(media: models.Model) -> None:
    """Raise `Refused`, naming the uses, when an approved or frozen text shows `media`."""
    uses = uses_of(media)
    if uses:
        raise Refused(
            _("“%(media)s” is part of reviewed works and can't be changed or deleted: %(uses)s. Upload a new file instead.")
            % {"media": media, "uses": ", ".join(uses)}
        )


def is_public_media(media: models.Model) -> bool:
    return any(is_public(media) for is_public in _public)
