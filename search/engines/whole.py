"""Files that are written once and read for long: whether they are still what was written."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

AT_ONCE = 1 << 20  # bytes
DAY = 86_400.0  # seconds


class Whole:
    """Reads a file through when it is new or was changed, and once a day: disks forget."""

    def __init__(self, is_whole: Callable[[Path], bool]) -> None:
        self._is_whole = is_whole
        # Its state, and when it was read.
        self._known: dict[Path, tuple[object, float]] = {}

    def damaged(self, files: Iterable[Path]) -> list[Path]:
        """Those of all these files that aren't what was written, or aren't there."""
        looked_at = {file: self._looked_at(file) for file in files}
        self._known = {file: known for file, known in looked_at.items() if known}
        return [file for file, known in looked_at.items() if not known]

    def forget(self) -> None:
        """Read all through the next time."""
        self._known = {}

    def _looked_at(self, file: Path) -> tuple[object, float] | None:
        try:
            found = file.stat()
            state, now = (found.st_ino, found.st_mtime_ns, found.st_size), time.monotonic()
            known = self._known.get(file)
            if known and known[0] == state and now - known[1] < DAY:
                return known
            return (state, now) if self._is_whole(file) else None
        except (OSError, ValueError, LookupError):
            return None


def sum_of(file: Path, size: int) -> int:
    """The CRC-32 of so many bytes from its beginning."""
    found = 0
    with file.open("rb") as opened:
        while size > 0 and (read := opened.read(min(AT_ONCE, size))):
            found = zlib.crc32(read, found)
            size -= len(read)
    return found
