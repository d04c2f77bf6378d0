"""What changed between two wordings, marked word by word, and character by character where a script has no spaces."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

_PIECE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}\p{N}]+(?:[.,٫٬]\p{N}+)*|\s+|.", regex.DOTALL)
# Longer texts would take seconds to compare: they are shown as a whole.
LONGEST = 3000  # pieces


@dataclass(frozen=True)
class Mark:
    """`kind` is `same`, `removed` or `added`."""

    kind: str
    text: str


def marked(before: str, after: str) -> list[Mark]:
    """Both texts in one run: what was removed stands before what was added in its place."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > LONGEST:
        return _replaced(before, after)
    marks: list[Mark] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            marks.append(Mark("same", "".join(old[i1:i2])))
        else:
            marks += _replaced("".join(old[i1:i2]), "".join(new[j1:j2]))
    return marks


def _replaced(before: str, after: str) -> list[Mark]:
    return [Mark(kind, text) for kind, text in (("removed", before), ("added", after)) if text]
