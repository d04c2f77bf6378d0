"""What is read from the database once a process, and again as soon as it has changed anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """`version` asks the database, cheaply, each time; `read` only when that has another answer than before."""

    def __init__(self, version: Callable[[], object], read: Callable[[], T]) -> None:
        self._version = version
        self._read = read
        self._kept: tuple[object, T] | None = None

    def __call__(self) -> T:
        version = self._version()
        if self._kept is None or self._kept[0] != version:
            self._kept = (version, self._read())
        return self._kept[1]
