"""How Han and Hangul are typed: in pinyin, and by the letters of a Korean keyboard."""

from __future__ import annotations

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST, _LAST = 0xAC00, 0xD7A3
# Letters that take two keys.
_PAIRS = dict(
    zip(
        "ㅘㅙㅚㅝㅞㅟㅢㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ",
        map("".join, zip("ㅗㅗㅗㅜㅜㅜㅡㄱㄴㄴㄹㄹㄹㄹㄹㄹㄹㅂ", "ㅏㅐㅣㅓㅔㅣㅣㅅㅈㅎㄱㅁㅂㅅㅌㅍㅎㅅ", strict=True)),
        strict=True,
    )
)
# Unicode's normal form writes a letter that stands alone as part of a syllable.
_ALONE = {chr(0x1100 + number): letter for number, letter in enumerate(_LEADS)} | {
    chr(0x1161 + number): letter for number, letter in enumerate(_VOWELS)
}
_KEYS = str.maketrans({**{alone: _PAIRS.get(letter, letter) for alone, letter in _ALONE.items()}, **_PAIRS, " ": ""})


def pinyin_of(characters: list[str]) -> list[str]:
    """The reading of each simplified character without its tone, by the words they form; empty where there is none."""
    # Its tables take tens of megabytes: only a process that writes keys needs them.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    readings, run = [""] * len(characters), ""
    for place, character in enumerate([*characters, ""]):
        if character:
            run += character
        elif run:
            readings[place - len(run) : place] = _readings(lazy_pinyin(run), len(run))
            run = ""
    return readings


def _readings(found: list[str], count: int) -> list[str]:
    return found if len(found) == count else [""] * count


def hangul_letters(text: str) -> str:
    """Each syllable as the letters that are pressed for it, so that half a syllable is a prefix of it."""
    return "".join(_letters(char) for char in text).translate(_KEYS)


def hangul_initials(text: str) -> str:
    """The first letter of each syllable, as Koreans abbreviate; empty for a text that isn't all Hangul."""
    return "".join(_letters(char)[0] for char in text) if all(_FIRST <= ord(char) <= _LAST for char in text) else ""


def _letters(char: str) -> str:
    number = ord(char) - _FIRST
    if not 0 <= number <= _LAST - _FIRST:
        return char
    return _LEADS[number // 588] + _VOWELS[number % 588 // 28] + _TAILS[number % 28]
