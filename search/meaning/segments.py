"""Files of vectors: segments that are written once, and a manifest that names those in use and is swapped in one step.

A segment has the documents of one update and the ids that the update removed; a later one overrules those before it.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.engines.locking import locked
from search.engines.whole import sum_of

Array = npt.NDArray[Any]

FORMAT = 2
MOST_SEGMENTS = 8
# Vectors are of length 1 in hundreds of dimensions: hardly a component is larger than 127 of these.
SCALE = 400.0
# Readers that opened a segment before it was replaced have this many seconds to look at it.
GRACE = 60
SUMS = "sums.json"
# What reading a damaged file comes to.
DAMAGE = (OSError, ValueError, EOFError, LookupError, MemoryError)


def quantized(vectors: Array) -> Array:
    return np.clip(np.rint(vectors * SCALE), -127, 127).astype(np.int8)


def signs(vectors: Array) -> Array:
    """One bit a dimension, as numbers of 64 bits: what is compared first."""
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


@dataclass(frozen=True)
class Segment:
    """`means` has a row a document, `pieces` those from `starts[n]` to `starts[n + 1]` for document n."""

    name: str
    ids: Array
    prints: Array
    langs: Array
    groups: Array
    starts: Array
    means: Array
    bits: Array
    pieces: Array
    gone: Array

    FIELDS = ("ids", "prints", "langs", "groups", "starts", "means", "bits", "pieces", "gone")

    @classmethod
    def of(cls, rows: Sequence[Row], gone: Sequence[int]) -> Segment:
        means = np.stack([row.mean for row in rows]) if rows else np.zeros((0, 64), np.int8)
        pieces = np.concatenate([row.pieces for row in rows]) if rows else np.zeros((0, 64), np.int8)
        starts = np.cumsum([0, *(len(row.pieces) for row in rows)], dtype=np.int64)
        return cls(
            f"segment-{uuid.uuid4().hex[:12]}",
            np.array([row.id for row in rows], np.int64),
            np.array([row.fingerprint for row in rows], np.int64),
            np.array([row.lang for row in rows], "U12"),
            np.array([row.group for row in rows], "U64"),
            starts,
            means,
            signs(means),
            pieces,
            np.array(sorted(gone), np.int64),
        )

    @classmethod
    def read(cls, folder: Path, name: str) -> Segment:
        # Mapped, but as plain arrays: NumPy's own class for mapped ones makes every slice slow.
        large = ("means", "bits", "pieces")
        mapped = {field: np.asarray(np.load(folder / name / f"{field}.npy", mmap_mode="r")) for field in large}
        files = {field: folder / name / f"{field}.npy" for field in cls.FIELDS if field not in mapped}
        # Places in other files: a wrong one leads anywhere.
        if not all(map(is_whole, files.values())):
            raise ValueError(f"damaged: {name}")
        small = {field: np.load(file) for field, file in files.items()}
        return cls(name=name, **mapped, **small)

    def write(self, folder: Path) -> None:
        place = folder / self.name
        place.mkdir(parents=True)
        for field in self.FIELDS:
            with (place / f"{field}.npy").open("wb") as file:
                np.save(file, getattr(self, field))
                os.fsync(file.fileno())
        files = files_of(folder, [self.name])
        (place / SUMS).write_text(json.dumps({file.name: sum_of(file, file.stat().st_size) for file in files}))

    def rows(self, alive: Array) -> Iterator[Row]:
        for place in np.flatnonzero(alive):
            pieces = self.pieces[self.starts[place] : self.starts[place + 1]]
            said = (int(self.ids[place]), int(self.prints[place]), str(self.langs[place]), str(self.groups[place]))
            yield Row(*said, np.array(self.means[place]), np.array(pieces))


@dataclass(frozen=True)
class Row:
    """A document's vectors: the mean of its pieces, and each piece."""

    id: int
    fingerprint: int
    lang: str
    group: str
    mean: Array
    pieces: Array


def files_of(folder: Path, names: Sequence[str]) -> list[Path]:
    return [folder / name / f"{field}.npy" for name in names for field in Segment.FIELDS]


def is_whole(file: Path) -> bool:
    """Whether it has the sum that was noted. Raises `OSError`, `ValueError` or `LookupError` where there is none."""
    said = json.loads(file.with_name(SUMS).read_text())
    return bool(said[file.name] == sum_of(file, file.stat().st_size))


def living(segments: Sequence[Segment]) -> list[Array]:
    """For each segment, which of its documents no later one replaced or removed."""
    later: Array = np.zeros(0, np.int64)
    alive = []
    for segment in reversed(segments):
        alive.append(~np.isin(segment.ids, later))
        later = np.concatenate([later, segment.ids, segment.gone])
    return alive[::-1]


def to_merge(segments: Sequence[Segment]) -> int:
    """The place from which on segments are merged into one: small ones often, a large one seldom."""
    place, size = len(segments), 0
    while place and (len(segments) - place < 2 or len(segments[place - 1].ids) <= 2 * size):
        place -= 1
        size += len(segments[place].ids) + 1
    return place


def read_manifest(folder: Path, encoder: str) -> list[str] | None:
    """The names of the segments in use; None where there are none of this format and encoder."""
    try:
        said = json.loads((folder / "current").read_text())
        names = [str(name) for name in said["segments"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return names if (said.get("format"), said.get("encoder")) == (FORMAT, encoder) else None


def write_manifest(folder: Path, encoder: str, names: Sequence[str]) -> None:
    fresh = folder / f".current-{uuid.uuid4().hex}"
    with fresh.open("w") as file:
        json.dump({"format": FORMAT, "encoder": encoder, "segments": list(names)}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / "current")
    for other in folder.glob("segment-*"):
        if other.name not in names and time.time() - other.stat().st_mtime > GRACE:
            shutil.rmtree(other, ignore_errors=True)


def writing(folder: Path, wait: float) -> AbstractContextManager[None]:
    """One writer at a time, of all processes. Raises `IndexBusy` after `wait` seconds."""
    return locked(folder / "lock", wait)
