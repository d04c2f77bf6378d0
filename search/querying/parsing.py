"""From any string to the tree. What isn't syntax is words; nothing raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.querying.days import days_of
from search.querying.fields import DATE, ENGLISH, Grammar, folded
from search.querying.lexing import Sign, signs
from search.querying.tree import Between, Either, FieldIs, Part, Phrase, Query, Without, Words

MINUS = "-−－﹣"
BAR = frozenset("|｜")
# A longer query without capitals to tell by is a sentence, and its "or" one of its words.
SHORT = 5
_FIELD = re.compile(r"([^:：]+)[:：](.*)", re.DOTALL)


@dataclass(frozen=True)
class _Item:
    """A part, or a word that may stand between two alternatives. `loose`: its words join those beside it."""

    part: Part
    alternative: bool = False
    loose: bool = False


def parse(text: str, grammar: Grammar = ENGLISH) -> Query:
    """The tree of what was typed."""
    items = _items(signs(text), grammar)
    return Query(tuple(_joined(_with_alternatives(items))))


def _items(found: list[Sign], grammar: Grammar) -> list[_Item]:
    items: list[_Item] = []
    place = 0
    while place < len(found):
        sign = found[place]
        follower = found[place + 1] if place + 1 < len(found) else None
        phrase = follower.text if follower and follower.quoted and follower.glued else None
        item, taken = _item(sign, phrase, grammar)
        items.append(item)
        place += 1 + taken
    short = len(items) <= SHORT
    return [item if short or not item.alternative or _has_capitals(item.part) else _Item(item.part, loose=True) for item in items]


def _item(sign: Sign, phrase: str | None, grammar: Grammar) -> tuple[_Item, bool]:
    """The item that begins with a sign, and whether it took the phrase that is glued to it."""
    if sign.quoted:
        return _Item(Phrase(sign.text)), False
    if sign.text[0] in MINUS:
        rest = sign.text[1:]
        if not rest and phrase is not None:
            return _Item(Without(Phrase(phrase))), True
        # A minus before a digit is a number's; before a sign it is an arrow, an option, a face.
        if rest and rest[0].isalpha():
            part, taken = _named(rest, phrase, grammar) or (Words(rest), False)
            return _Item(Without(part)), taken
    named = _named(sign.text, phrase, grammar)
    if named:
        return _Item(named[0]), named[1]
    return _Item(Words(sign.text), alternative=sign.text in BAR or sign.text in grammar.alternatives, loose=True), False


def _named(text: str, phrase: str | None, grammar: Grammar) -> tuple[Part, bool] | None:
    """`name:value` or `name:"phrase"` of a field that there is."""
    found = _FIELD.fullmatch(text)
    name = grammar.fields.get(folded(found[1])) if found else None
    if found is None or name is None:
        return None
    value, quoted = (found[2], False) if found[2] else (phrase or "", True)
    if not value:
        return None
    if name == DATE:
        days = days_of(value)
        return (Between(DATE, *days), quoted) if days else None
    return FieldIs(name, Phrase(value) if quoted else Words(value)), quoted


def _has_capitals(part: Part) -> bool:
    """Whether a word for OR is one that has to be in capitals, and so is no part of a sentence."""
    return isinstance(part, Words) and (part.text in BAR or part.text.lower() != part.text)


def _with_alternatives(items: list[_Item]) -> list[_Item]:
    """Parts with a word for OR between them are one of both; such a word elsewhere is a word."""
    found: list[_Item] = []
    place = 0
    while place < len(items):
        item = items[place]
        right = items[place + 1] if place + 1 < len(items) else None
        if item.alternative and found and right and not right.alternative and _can_be_one(found[-1]) and _can_be_one(right):
            left = found.pop().part
            before = left.parts if isinstance(left, Either) else (left,)
            found.append(_Item(Either((*before, right.part))))
            place += 2
        else:
            found.append(item)
            place += 1
    return found


def _can_be_one(item: _Item) -> bool:
    return not isinstance(item.part, Without)


def _joined(items: list[_Item]) -> list[Part]:
    """Words that follow each other are one run."""
    parts: list[Part] = []
    run: list[str] = []
    for item in [*items, None]:
        if item is not None and item.loose and isinstance(item.part, Words):
            run.append(item.part.text)
            continue
        if run:
            parts.append(Words(" ".join(run)))
            run = []
        if item is not None:
            parts.append(item.part)
    return parts
