"""Snowball stems, by language; a language that Snowball doesn't know keeps its words."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import Stemmer

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


class _Stemmers(threading.local):
    """Stemmers of this thread: none may be used by two at once."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def of(self, lang: str) -> Any:
        if lang not in self._made:
            name = ALGORITHMS.get(lang)
            self._made[lang] = Stemmer.Stemmer(name, 0) if name else None
        return self._made[lang]


_stemmers = _Stemmers()


def has_stemmer(lang: str) -> bool:
    return lang in ALGORITHMS


@lru_cache(maxsize=30_000)
def stem(word: str, lang: str) -> str:
    stemmer = _stemmers.of(lang)
    found = str(stemmer.stemWord(word)) if stemmer else word
    # Spanish writes luz, and luces.
    return f"{found[:-1]}c" if lang == "es" and found.endswith("z") else found
