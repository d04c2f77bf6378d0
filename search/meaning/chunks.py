"""What of a work is encoded: pieces of some sentences, of a long work a selection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.documents import IndexDocument

SIZE = 300  # characters of a piece, about; half as many where one says as much as two
MOST = 24
_SENTENCE = re.compile(r"(?<=[。！？؟])|(?<=[.!?…])\s+|\n+")


def chunks(document: IndexDocument) -> list[str]:
    """Title and summary first, then pieces of the text from its beginning to its end; at least one."""
    texts = dict.fromkeys([document.summary, *(passage.text for passage in document.passages)])
    head = f"{document.title}. {document.summary}".strip(". ")
    pieces = [piece for text in texts if text != document.summary for piece in _pieces(text)]
    if len(pieces) > MOST - 1:
        step = len(pieces) / (MOST - 1)
        pieces = [pieces[int(number * step)] for number in range(MOST - 1)]
    return [head[: 2 * SIZE], *pieces] if head else pieces or [""]


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    size = SIZE // 2 if _is_dense(text) else SIZE
    for sentence in _SENTENCE.split(text):
        if piece and len(piece) + len(sentence) > size:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()
        while len(piece) > 2 * size:
            yield piece[:size]
            piece = piece[size:]
    if piece:
        yield piece


def _is_dense(text: str) -> bool:
    """Whether it is written in characters for syllables and words."""
    start = text[:SIZE]
    return 2 * sum("\u2e80" <= char <= "\ud7ff" for char in start) > len(start)
