"""One spelling for what readers take for the same: case, accents, harakat, hamza, traditional characters, digits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import opencc

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]")
_HARAKAT = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ء": ""}
)
_UYGHUR_KEEPS = str.maketrans({"ک": "ك", "ی": "ي"})
_ARABIC_ARTICLE = re.compile("^(?:وال|بال|كال|فال|لل|ال)(?=.{3,})")
_CYRILLIC = str.maketrans({"ё": "е"})


@cache
def _simplifier() -> Any:
    return opencc.OpenCC("t2s")


def fold_han(text: str) -> str:
    """Simplified characters for traditional ones, half width for full."""
    return str(_simplifier().convert(unicodedata.normalize("NFKC", text)))


def fold_word(text: str, lang: str) -> str:
    """A word without what writers leave out or vary."""
    text = unicodedata.normalize("NFKC", text)
    if lang in {"tr", "az"}:
        text = text.replace("I", "ı").replace("İ", "i")
    text = _INVISIBLE.sub("", text.casefold())
    text = "".join(str(unicodedata.digit(char)) if char.isdigit() and unicodedata.digit(char, -1) >= 0 else char for char in text)
    if "\u0600" <= text[:1] <= "\u06ff":
        text = _HARAKAT.sub("", text)
        return text.translate(_UYGHUR_KEEPS if lang == "ug" else _ARABIC)
    return _without_accents(text.translate(_CYRILLIC))


def without_article(text: str) -> str:
    """An Arabic word without its article and the particles written with it."""
    return _ARABIC_ARTICLE.sub("", text)


def _without_accents(text: str) -> str:
    """Accents off for Latin and Greek; й and Indic vowel signs stay."""
    out = []
    for char in text:
        name = unicodedata.name(char, "")
        if name.startswith(("LATIN", "GREEK")):
            out += [part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part)]
        else:
            out.append(char)
    return "".join(out).replace("œ", "oe").replace("æ", "ae").replace("ø", "o").replace("ł", "l")
