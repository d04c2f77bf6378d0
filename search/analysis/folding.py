"""One spelling for what readers take for the same: case, accents, harakat, hamza, traditional characters, digits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import opencc
import regex

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u0640]")
# Harakat, the points of Hebrew, and the dot below Indic letters, which writers leave out.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]")
_NUKTA = re.compile("[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]")
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ء": ""}
    | {"ہ": "ه", "ۀ": "ه", "ۃ": "ه", "ے": "ي"}
)
_UYGHUR_KEEPS = str.maketrans({"ک": "ك", "ی": "ي"})
_LETTERS_AND_DIGITS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ARABIC_ARTICLE = re.compile("^(?:وال|بال|كال|فال|لل|ال)(?=.{3,})")
_LETTERS = {
    "ё": "е",
    "ґ": "г",
    "ı": "i",
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    # Apostrophes that are letters: ʻokina, tutuq belgisi, ayin and hamza of transliterations, the apostrophe of Ukrainian.
    "ʹ": "",
    "ʻ": "",
    "ʼ": "",
    "ʽ": "",
    "ʾ": "",
    "ʿ": "",
    "ँ": "ं",
    "ঁ": "ং",
}
# Letters of Ethiopic that Amharic writes one for the other, by the first of their seven orders.
_AMHARIC = {
    one + order: other + order
    for one, other in ((0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12D0, 0x12A0), (0x1340, 0x1338))
    for order in range(7)
}
# Names of animals and plants are written in either.
_KATAKANA = {code: chr(code + 0x60) for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_SPELLED_OUT = {
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}),
    "da": str.maketrans({"å": "aa", "ø": "oe", "æ": "ae"}),
    "no": str.maketrans({"å": "aa", "ø": "oe", "æ": "ae"}),
    "sv": str.maketrans({"å": "aa", "ö": "oe", "ä": "ae"}),
}


class _Plain(dict[int, str]):
    """Each character as it is without accents, worked out when it is first met: й and Indic vowel signs stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = _LETTERS.get(char, char)
        if unicodedata.name(char, "").startswith(("LATIN", "GREEK")):
            parts = unicodedata.normalize("NFD", plain)
            plain = "".join(_LETTERS.get(part, part) for part in parts if not unicodedata.combining(part))
        elif "\u0300" <= char <= "\u036f" and char not in "\u0306\u0308":
            plain = ""  # an accent of its own
        return self.setdefault(code, plain)


_PLAIN = _Plain()


@cache
def _simplified() -> dict[int, str]:
    """A simplified character for each traditional one, whatever stands beside it: texts and queries are folded alike."""
    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2B740))
    chars = [chr(code) for first, last in blocks for code in range(first, last)]
    pairs = zip(chars, opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n"), strict=True)
    return _KATAKANA | {ord(char): other for char, other in pairs if char != other and len(other) == 1}


def fold_han(text: str) -> str:
    """Simplified characters for traditional ones, katakana for hiragana, half width for full."""
    return unicodedata.normalize("NFKC", text).translate(_simplified())


def in_lower_case(word: str, lang: str) -> str:
    """A word in one case and width, with its accents."""
    if word.isascii() and lang not in {"tr", "az"}:
        return word.lower()
    word = unicodedata.normalize("NFKC", word)
    if lang in {"tr", "az"}:
        word = word.replace("I", "ı").replace("İ", "i")
    word = _INVISIBLE.sub("", word.casefold().replace("i\u0307", "i"))
    return word if word.isalpha() or word.isascii() else "".join(map(_digit, word))


@lru_cache(maxsize=4096)
def _digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def fold_word(text: str, lang: str) -> str:
    """A word without what writers leave out or vary."""
    return without_variants(in_lower_case(text, lang), lang)


def without_variants(word: str, lang: str) -> str:
    """A word in lower case without what writers leave out or vary."""
    if word.isascii():
        return word
    if "\u0590" <= word[:1] <= "\u06ff":
        return _POINTS.sub("", word).translate(_UYGHUR_KEEPS if lang == "ug" else _ARABIC)
    if "\u0900" <= word[:1] <= "\u0dff":
        word = unicodedata.normalize("NFC", _NUKTA.sub("", unicodedata.normalize("NFD", word)))
    return word.translate(_AMHARIC if lang == "am" else _PLAIN)


def fold_text(text: str) -> str:
    """A text in whatever language without what writers leave out or vary; spaces and signs stay."""
    return _LETTERS_AND_DIGITS.sub(lambda run: fold_word(run[0], ""), fold_han(_INVISIBLE.sub("", text)))


def spelled_out(word: str, lang: str) -> str:
    """A word in lower case as those write it who lack its letters, Köln as Koeln; empty where there is no such way."""
    table = _SPELLED_OUT.get(lang)
    return without_variants(word.translate(table), lang) if table else ""


def without_article(text: str) -> str:
    """An Arabic word without its article and the particles written with it."""
    return _ARABIC_ARTICLE.sub("", text) if "\u0600" <= text[:1] <= "\u06ff" else text
