"""Cursors: what was given already. So no work comes twice and none is passed over, whatever the index does meanwhile."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

LARGEST = 20_000  # bytes, unpacked


class BadCursor(ValueError):
    """It isn't one of ours."""


def cursor_of(given: Iterable[int]) -> str:
    ids = sorted(set(given))
    steps = [after - before for before, after in zip([0, *ids], ids, strict=False)]
    return urlsafe_b64encode(zlib.compress(json.dumps(steps, separators=(",", ":")).encode(), 9)).decode().rstrip("=")


def given_by(cursor: str) -> frozenset[int]:
    """The works that a cursor stands for; raises `BadCursor`."""
    try:
        packed = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        steps = json.loads(zlib.decompressobj().decompress(packed, LARGEST))
        if not isinstance(steps, list) or not all(type(step) is int and step > 0 for step in steps):
            raise BadCursor(cursor)
    except (ValueError, zlib.error, RecursionError) as error:
        raise BadCursor(cursor) from error
    ids, last = set(), 0
    for step in steps:
        last += step
        ids.add(last)
    return frozenset(ids)
