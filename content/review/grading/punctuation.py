"""Marks and spaces: which of their changes nobody can read differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import regex

from content.review.grading import tibetan
from content.review.grading.tokens import TIBETAN, Token
from content.review.grading.vocabulary import base_of

# Marks that do the same work, in the forms of all scripts.
CLASSES = {
    "comma": ",，،",
    "enumeration": "、",
    "semicolon": ";；؛",
    "colon": ":：",
    "stop": ".。．۔।॥།",
    "question": "?？؟",
    "exclamation": "!！",
    "ellipsis": "…⋯",
    "quote": "\"“”„‟«»「」『』‘’'‚‹›",
    "title": "《》〈〉",
    "open": "(（[［【",
    "close": ")）]］】",
    "dash": "—–―─",
    "hyphen": "-‐‑",
    "dot": "·•・",
    "inverted": "¿¡",
    "tsheg": "་༌",
    "slash": "/／",
}
# What makes one word of two: a man-eating shark is no man – eating shark.
_TIGHT = regex.compile(r"\p{L}[-‐‑–](?=\p{L})")
_CLASS = {mark: name for name, marks in CLASSES.items() for mark in marks}


def findings(old: str, new: str, before: list[Token], after: list[Token], lang: str) -> Iterable[tuple[str, str]]:
    """(grade, reason) for what differs in marks; spaces alone are never more than a typo, since words are compared."""
    if any(sum(token.text in CLASSES["title"] for token in tokens) % 2 for tokens in (before, after)):
        # One of a pair whose other half was mistyped: 《自然".
        before, after = _as_quotes(before), _as_quotes(after)
    marks, others = _marks(before), _marks(after)
    counts, other = Counter(marks), Counter(others)
    if counts["question"] != other["question"] or counts["slash"] != other["slash"]:
        yield "meaning", "mark: question"
    if counts["quote"] != other["quote"] and not (counts["quote"] % 2 == 1 and other["quote"] == counts["quote"] + 1):
        yield "meaning", "mark: quote"
    if _unbalanced(other) or (_unbalanced(counts) != 1 and (counts["open"], counts["close"]) != (other["open"], other["close"])):
        yield "meaning", "mark: bracket"
    if (counts["hyphen"], counts["dash"]) != (other["hyphen"], other["dash"]) and len(_TIGHT.findall(old)) != len(
        _TIGHT.findall(new)
    ):
        yield "meaning", "mark: hyphen"
    if any(name.startswith("other:") and counts[name] != other[name] for name in {*counts, *other}):
        yield "meaning", "mark"
    if base_of(lang) in TIBETAN:
        yield from tibetan.findings(old, new)
    yield from _flow(before, after)


def _unbalanced(counts: Counter[str]) -> int:
    return abs(counts["open"] - counts["close"])


def _as_quotes(tokens: list[Token]) -> list[Token]:
    return [replace(token, text='"') if token.text in CLASSES["title"] else token for token in tokens]


def _marks(tokens: list[Token]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.kind != "mark":
            continue
        name = _CLASS.get(token.text, f"other:{token.text}")
        if name == "stop" and found[-2:] == ["stop", "stop"]:
            found[-2:] = ["ellipsis"]
            continue
        found.append(name)
    return found


def _flow(before: list[Token], after: list[Token]) -> Iterable[tuple[str, str]]:
    """The marks between one word and the next, gap by gap, where the words are the same."""
    left, right = _gaps(before), _gaps(after)
    if len(left) != len(right):
        # Words were joined, split or doubled too: their own finding says how grave it is.
        if _marks(before) != _marks(after):
            yield "meaning", "mark"
        return
    if any(_moved(left, right, around) for around in (("quote",), ("open", "close"))):
        yield "meaning", "mark: quote"
    last = len(left) - 1
    for number, (one, two) in enumerate(zip(left, right, strict=True)):
        if one != two:
            yield _gap(one, two, is_last=number == last)


def _moved(left: list[list[str]], right: list[list[str]], around: tuple[str, ...]) -> bool:
    """Whether quotes or brackets stand around other words than before."""
    one, two = ([(at, mark) for at, gap in enumerate(gaps) for mark in gap if mark in around] for gaps in (left, right))
    return bool(Counter(one) - Counter(two))


def _gaps(tokens: list[Token]) -> list[list[str]]:
    gaps: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "mark":
            gaps[-1].append(token)
        else:
            gaps.append([])
    return [_marks(gap) for gap in gaps]


STROKES = {"dash", "hyphen"}
PAUSES = {"comma", "stop", "semicolon", "colon"}
FLOW = {"exclamation", "stop", "ellipsis", "comma", "semicolon", "colon", "dash"}


def _gap(one: list[str], two: list[str], *, is_last: bool) -> tuple[str, str]:
    gone, come = Counter(one) - Counter(two), Counter(two) - Counter(one)
    changed = set(gone) | set(come)
    swapped = bool(gone) and bool(come)
    if _squeezed(one) == _squeezed(two) or not changed:
        return "typo", "doubled mark"
    if _harmless(one, two, changed, is_last) or (swapped and (changed <= STROKES or changed <= {"comma", "enumeration"})):
        return "typo", "mark"
    return ("style", "mark") if changed <= FLOW and swapped else ("meaning", "mark")


def _harmless(one: list[str], two: list[str], changed: set[str], is_last: bool) -> bool:
    marks = set(one) | set(two)
    # Whether quotes and brackets may come or go at all was asked of the whole.
    if changed <= {"inverted"} or changed <= {"tsheg"} or changed <= {"quote", "open", "close"}:
        return True
    if is_last and changed <= {"stop"} and marks <= {"stop", "quote", "close"}:
        return True
    return {len(one), len(two)} == {1, 2} and marks <= PAUSES


def _squeezed(marks: list[str]) -> list[str]:
    return [mark for number, mark in enumerate(marks) if number == 0 or marks[number - 1] != mark]
