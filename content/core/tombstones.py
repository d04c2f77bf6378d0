"""Addresses where a work used to be."""

from __future__ import annotations

from content.core.publication import seals


def is_tombstone(path: str) -> bool:
    """Whether a withdrawn or deleted work had this path."""
    return seals().was_at(path)
