"""Addresses where a work used to be."""

from __future__ import annotations

from content.core.publication import seals


def buried_at(path: str) -> int | None:
    """The id of the withdrawn or deleted work that had this path."""
    return seals().was_at(path)
