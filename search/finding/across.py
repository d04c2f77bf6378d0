"""How far search reaches from one language into others."""

from __future__ import annotations

from django.conf import settings

from content.core.languages import Language, languages


def by_terms_alone() -> list[Language]:
    """The site's languages that the encoder in use doesn't know; none where there is no encoder."""
    if not settings.ORRERY_SEARCH_ENCODER:
        return []
    from search.meaning import encoder, knows  # noqa: PLC0415  (NumPy comes with an encoder, and is large)

    used = encoder(settings.ORRERY_SEARCH_ENCODER)
    return [language for language in languages() if not knows(used, language.code)]
