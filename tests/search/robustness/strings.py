"""Strings that somebody might send: of all scripts, operators, controls, very long ones. The same ones each time."""

from __future__ import annotations

import random
from collections.abc import Iterator

SCRIPTS = [
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x0300, 0x036F),
    (0x0370, 0x03FF),
    (0x0400, 0x04FF),
    (0x0531, 0x058F),
    (0x0590, 0x05F4),
    (0x0600, 0x06FF),
    (0x0900, 0x0DFF),
    (0x0E00, 0x0EFF),
    (0x0F00, 0x0FFF),
    (0x1000, 0x109F),
    (0x10A0, 0x10FF),
    (0x1100, 0x11FF),
    (0x1200, 0x137F),
    (0x1780, 0x17FF),
    (0x1800, 0x18AF),
    (0x2000, 0x206F),
    (0x2070, 0x22FF),
    (0x3040, 0x30FF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xD800, 0xDFFF),
    (0xE000, 0xF8FF),
    (0xFB00, 0xFEFF),
    (0xFF01, 0xFFEF),
    (0x1F300, 0x1FAFF),
    (0x20000, 0x2A6DF),
    (0xE0001, 0xE007F),
]
OPERATORS = [
    "-",
    "−",
    '"',
    "“",
    "”",
    "«",
    "»",
    "「",
    "」",
    " OR ",
    " AND ",
    "NOT ",
    "||",
    ":",
    "title:",
    "date:2020..",
    "*",
    "?",
    "~2",
    "^9",
]
OPERATORS += ["(", ")", "[", "]", "{", "}", "\\", "/", "'", "’", "+", "..", "…", "|", "<", ">", "=", "&", "%00", "$", "#", "@"]
CONTROLS = [
    "\x00",
    "\x01",
    "\x1b",
    "\x7f",
    "\x85",
    "\t",
    "\n",
    "\r",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffe",
    "\ufffd",
]
LONGEST = 10_000


def odd_strings(count: int, seed: int = 5) -> Iterator[str]:
    """Lone surrogates too: a command line may hold them."""
    rng = random.Random(seed)  # noqa: S311  (nothing secret)
    makers = [_of_one_script, _of_one_script, _of_all_scripts, _of_operators, _repeated, _very_long]
    for number in range(count):
        yield makers[number % len(makers)](rng)


def _char(rng: random.Random, script: tuple[int, int]) -> str:
    return chr(rng.randint(*script))


def _word(rng: random.Random, script: tuple[int, int]) -> str:
    return "".join(_char(rng, script) for _each in range(rng.randint(1, 12)))


def _of_one_script(rng: random.Random) -> str:
    script = rng.choice(SCRIPTS)
    return " ".join(_word(rng, script) for _each in range(rng.randint(1, 15)))


def _of_all_scripts(rng: random.Random) -> str:
    return "".join(rng.choice(["", " "]) + _word(rng, rng.choice(SCRIPTS)) for _each in range(rng.randint(1, 40)))


def _of_operators(rng: random.Random) -> str:
    pieces = [
        rng.choice([rng.choice(OPERATORS), rng.choice(CONTROLS), _word(rng, rng.choice(SCRIPTS)), " "]) for _each in range(60)
    ]
    return "".join(pieces[: rng.randint(1, 60)])


def _repeated(rng: random.Random) -> str:
    piece = rng.choice([rng.choice(OPERATORS), rng.choice(CONTROLS), _word(rng, rng.choice(SCRIPTS))])
    return (piece * rng.randint(1, LONGEST))[:LONGEST]


def _very_long(rng: random.Random) -> str:
    script = rng.choice(SCRIPTS)
    text = _word(rng, script)
    while len(text) < LONGEST:
        text += rng.choice(["", " ", rng.choice(OPERATORS)]) + _word(rng, script)
    return text[: rng.choice([2000, 5000, LONGEST])]
