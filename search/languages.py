"""The codes of the languages that works are searched in."""

from __future__ import annotations

from django.conf import settings

from search.analysis import family


def all_codes() -> tuple[str, ...]:
    """Of the site, in the order of its settings."""
    return tuple(code for code, _name in settings.LANGUAGES)


def own_codes(lang: str) -> tuple[str, ...]:
    """Of the ways to write this language: both of Chinese are one reader's."""
    return tuple(code for code in all_codes() if family(code) == family(lang))
