"""What is known of each language's words and of Han characters, from the files in `words/`: read when first asked for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Vocabulary:
    # Negation, comparison, quantity, number, modality, time and cause: whoever changes one of these changes the claim.
    hard: frozenset[str]
    # Short words that stand twice only by mistake, and words that may well stand twice.
    repeated: frozenset[str]
    twice: frozenset[str]
    # One word that is often written as two, or two as one.
    joined: frozenset[str]
    # Pairs that may both be in use, and yet one is only ever a slip for the other.
    slips: frozenset[frozenset[str]]
    # Words for which others may stand without another claim; a list to be cautious with.
    synonyms: frozenset[frozenset[str]]
    # Pairs that an accent or the dots of ё tell apart.
    apart: frozenset[frozenset[str]]
    # Spellings that the language's rules or habits let stand for each other: pattern and what it is read as.
    spellings: tuple[tuple[regex.Pattern[str], str], ...]
    # Words stand twice on purpose here: each, all, very; though not with one of these endings.
    reduplicates: bool
    once: tuple[str, ...]
    # Two vowels of which the second is written for the first, since they sound alike where the stress is elsewhere.
    heard_alike: frozenset[str]
    # Korean: the syllables that Chinese characters have there.
    chinese: frozenset[str]
    # Words that a capital makes into others, even where a sentence begins.
    capitals: frozenset[str]
    # Words bend so much that a rare form may be missing from any list.
    bends: bool

    def spelt_alike(self, word: str) -> str:
        for pattern, reading in self.spellings:
            word = pattern.sub(reading, word)
        return word


@dataclass(frozen=True)
class Han:
    hard: frozenset[str]
    subjects: frozenset[str]
    names: frozenset[str]
    doubled: frozenset[str]
    each: frozenset[str]
    slips: frozenset[str]
    shapes: tuple[frozenset[str], ...]
    pairs: frozenset[frozenset[str]]


@cache
def base_of(lang: str) -> str:
    """The language without script and region: `zh` of `zh-Hans`, `fil` of `fil-PH`."""
    return lang.strip().lower().replace("_", "-").partition("-")[0]


def vocabulary(lang: str) -> Vocabulary:
    return _vocabulary(base_of(lang))


@cache
def _vocabulary(base: str) -> Vocabulary:
    path = WORDS / f"{base}.toml"
    known = _read(path) if regex.fullmatch("[a-z]{2,8}", base) and path.exists() else {}
    return Vocabulary(
        hard=frozenset(known.get("hard", "").split()),
        repeated=frozenset(known.get("repeated", "").split()),
        twice=frozenset(known.get("twice", "").split()),
        joined=frozenset(known.get("joined", "").split()),
        slips=_pairs(known.get("slips", "")),
        synonyms=_pairs(known.get("synonyms", "")),
        apart=_pairs(known.get("apart", "")),
        spellings=tuple((regex.compile(pattern), reading) for pattern, reading in known.get("spellings", ())),
        reduplicates=known.get("reduplicates", False),
        once=tuple(known.get("once", "").split()),
        heard_alike=frozenset(letters for pair in known.get("heard_alike", "").split() for letters in (pair, pair[::-1])),
        chinese=_letters(known.get("chinese", "")),
        capitals=frozenset(known.get("capitals", "").split()),
        bends=known.get("bends", False),
    )


@cache
def han() -> Han:
    known = _read(WORDS / "_han.toml")
    return Han(
        hard=_letters(known["hard"]),
        subjects=_letters(known["subjects"]),
        names=_letters(known["names"]),
        doubled=_letters(known["doubled"]),
        each=_letters(known["each"]),
        slips=frozenset(known["slips"].split()),
        shapes=tuple(frozenset(shape) for shape in known["shapes"]),
        pairs=frozenset(frozenset(pair) for pair in known["pairs"].split()),
    )


def _letters(text: str) -> frozenset[str]:
    return frozenset("".join(text.split()))


@cache
def names() -> frozenset[str]:
    return frozenset(_read(WORDS / "_names.toml")["names"].split())


def _pairs(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("/")) for pair in text.split())


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
