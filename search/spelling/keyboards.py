"""What was meant by a text typed on the wrong keyboard layout: by the place of each key."""

from __future__ import annotations

from collections.abc import Iterator

# The keys of an American keyboard from left to right, row by row, and what they type in the usual layout of a language.
_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_LAYOUTS = {
    "ru": "ёйцукенгшщзхъфывапролджэячсмитьбю.",
    "ar": ("ذ", *"ضصثقفغعهخحجد", *"شسيبلاتنمكط", "ئ", "ء", "ؤ", "ر", "لا", "ى", "ة", "و", "ز", "ظ"),
}


def other_layouts(text: str, lang: str) -> Iterator[str]:
    """The text as the same keys type it elsewhere, the reader's language first.

    Only a text of one script is tried: whoever mixes two has seen what they typed.
    """
    typed = text.casefold()
    letters = [char for char in typed if char.isalpha()]
    for code in sorted(_LAYOUTS, key=lambda code: code != lang):
        there = dict(zip(_KEYS, _LAYOUTS[code], strict=True))
        if letters and all(char in there for char in letters):
            yield "".join(there.get(char, char) for char in typed)
        back = {typed_there: key for key, typed_there in there.items()}
        if letters and all(_is_of(char, back) for char in letters):
            yield _back(typed, back)


def _is_of(char: str, back: dict[str, str]) -> bool:
    return char in back or any(char in keys for keys in back if len(keys) > 1)


def _back(text: str, back: dict[str, str]) -> str:
    for keys in (keys for keys in back if len(keys) > 1):
        text = text.replace(keys, back[keys])
    return "".join(back.get(char, char) for char in text)
