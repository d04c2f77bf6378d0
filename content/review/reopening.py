"""After approval, a change reopens exactly the seats that the policy names for a change of its grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from content.core.canonical import form_of
from content.core.passages import Passage, passages_of
from content.review.grading import GRADES, Change, grade, worst
from content.review.models import Seal

if TYPE_CHECKING:
    from content.core.models import Work
    from content.review.seats.seating import PolicyInForce, Seat


def changes_since(work: Work, seal: Seal) -> list[Change]:
    """Each passage that differs from the sealed content, graded. What isn't text counts as meaning."""
    sealed = work.with_content_json(dict(seal.content))
    lang = work.language.code
    old = {passage.address: passage for passage in passages_of(sealed)}
    new = {passage.address: passage for passage in passages_of(work)}
    changes = []
    for address in dict.fromkeys((*old, *new)):
        before, after = old.get(address), new.get(address)
        if (before.text if before else "") != (after.text if after else ""):
            changes.append(_graded(before, after, lang, address))
    return changes + list(_beyond_text(work, sealed, {change.address for change in changes}))


# What is no prose, by kind of block and name of field; any field where none is named.
EXACT = {
    "formula": None,
    "reference": None,
    "chart": {"data"},
    "notes": {"label"},
    "science_note": {"quote", "reference"},
}
_TAG = re.compile(r"<[^>]*>")


def _graded(before: Passage | None, after: Passage | None, lang: str, address: str) -> Change:
    text_before, text_after = before.text if before else "", after.text if after else ""
    passage = after or before
    if passage is not None and _is_exact(passage):
        return Change("meaning", ("formula, reference or data",), text_before, text_after, address)
    whole = grade(text_before, text_after, lang=lang, address=address)
    if before is None or after is None:
        return whole
    # What stands inside a link or is emphasised may not move out of it under cover of a typo.
    pieces = zip(_TAG.split(before.html or ""), _TAG.split(after.html or ""), strict=False)
    graver = [grade(one, two, lang=lang, address=address) for one, two in pieces if one.split() != two.split()]
    gravest = max((whole, *graver), key=lambda change: GRADES.index(change.grade))
    return whole if gravest is whole else replace(whole, grade=gravest.grade, reasons=gravest.reasons)


def _is_exact(passage: Passage) -> bool:
    if passage.kind not in EXACT:
        return False
    names = EXACT[passage.kind]
    return names is None or passage.address.rpartition("/")[2] in names


def _beyond_text(work: Work, sealed: Work, changed: set[str]) -> Iterator[Change]:
    """Whatever else readers see: images, contributors, links, order. Compared without the texts graded above."""
    before, after = (
        {name: _without_texts(value, name, changed) for name, value in form_of(either).items()} for either in (sealed, work)
    )
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield Change("meaning", ("more than text",), "", "", name)


def _without_texts(value: Any, address: str, changed: set[str]) -> Any:
    """The value, its graded texts taken out but for their tags: where a link leads isn't text."""
    if isinstance(value, str):
        return _TAG.findall(value) if address in changed else value
    if isinstance(value, dict) and {"id", "value"} <= set(value):
        inner = _without_texts(value["value"], f"{address}/{value['id']}", changed)
        return {**value, "value": inner}
    if isinstance(value, dict):
        return {name: _without_texts(item, f"{address}/{name}", changed) for name, item in value.items()}
    if isinstance(value, list):
        return [_without_texts(item, address, changed) for item in value]
    return value


def _fills(seal: Seal, seat: Seat) -> bool:
    """Whether a seal still fills a seat: the policy may ask for more by now, or for somebody else."""
    before = {each.slug: each for each in seal.round.terms.seats}.get(seat.slug) if seal.round else None
    said = seal.entry.payload
    named = {each.get("seat") for each in said.get("seats", ())} | set(said.get("carried", ()))
    return before is not None and seat.slug in named and _is_as_strict(before, seat)


def _is_as_strict(before: Seat, now: Seat) -> bool:
    return before.role == now.role and before.quorum >= now.quorum and (before.of_subject or not now.of_subject)


def seats_carried(work: Work, terms: PolicyInForce) -> list[str]:
    """The seats of the policy that the last seal still fills: none when there is no seal."""
    seal = Seal.objects.latest_of(work.pk)
    if seal is None:
        return []
    filled = {seat.slug for seat in terms.seats if _fills(seal, seat)}
    changes = changes_since(work, seal)
    kind = worst(changes) if changes else "meaning"
    reopened = {"typo": {"style"} if not terms.allows_typos else set(), "style": {"style"}, "meaning": {"style", "meaning"}}[kind]
    carried = [seat.slug for seat in terms.seats if seat.slug in filled and seat.reopens not in reopened]
    # Somebody reads every change that goes through a round.
    return carried if len(carried) < len(terms.seats) else []
