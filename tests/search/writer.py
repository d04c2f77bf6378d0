"""A process that writes to a shared index; started by the test of two writers."""

from __future__ import annotations

import sys
from pathlib import Path

from search.documents import IndexDocument
from search.engines.embedded import EmbeddedEngine


def main(folder: str, start: int) -> None:
    engine = EmbeddedEngine(Path(folder))
    for number in range(start, start + 10):
        engine.update([IndexDocument(id=number, lang="en", kind="a", title=f"star {number}", group=str(number))], wait=30)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
