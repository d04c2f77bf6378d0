"""The passage that answers, with the words of the query marked: traditional query, simplified text, all the same."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from search.analysis import spans
from search.documents import PassageText

WIDTH = 220  # characters of a snippet


def snippet(passages: Iterable[PassageText], wanted: set[str], lang: str) -> tuple[str, str]:
    """The best passage around its first match, as escaped HTML with `<mark>`, and the passage's address."""
    best: tuple[int, PassageText, list[tuple[int, int]]] | None = None
    for passage in passages:
        found, places = set(), []
        for span in spans(passage.text, lang):
            matched = wanted.intersection(span.tokens)
            if matched:
                found |= matched
                places.append((span.start, span.end))
        if places and (best is None or len(found) > best[0]):
            best = (len(found), passage, places)
    if best is None:
        first = next(iter(passages), None)
        return (escape(first.text[:WIDTH]), first.address) if first else ("", "")
    return _marked(best[1].text, _merged(best[2])), best[1].address


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _marked(text: str, places: list[tuple[int, int]]) -> str:
    begin = max(0, places[0][0] - WIDTH // 3)
    end = min(len(text), begin + WIDTH)
    begin, end = _at_words(text, begin, end)
    parts, here = ["…" if begin else ""], begin
    for start, stop in places:
        if start < begin or stop > end:
            continue
        parts += [escape(text[here:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        here = stop
    parts += [escape(text[here:end]), "…" if end < len(text) else ""]
    return "".join(parts)


def _at_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Not within a word, where the script has spaces nearby."""
    if begin:
        space = text.find(" ", begin, begin + 20)
        begin = space + 1 if space >= 0 else begin
    if end < len(text):
        space = text.rfind(" ", end - 20, end)
        end = space if space >= 0 else end
    return begin, end
