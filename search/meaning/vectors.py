"""The vectors of an index: made of documents, searched by a text. In a folder that several processes share."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from search.documents import IndexDocument
from search.engines.whole import Whole
from search.meaning.encoders import Encoder
from search.meaning.segments import (
    DAMAGE,
    MOST_SEGMENTS,
    SCALE,
    Array,
    Row,
    Segment,
    files_of,
    is_whole,
    living,
    read_manifest,
    signs,
    to_merge,
    write_manifest,
    writing,
)
from search.meaning.store import Near, Store, batches, nearness

# Documents whose means are compared, of those whose signs are nearest; and whose pieces are, of those.
BY_MEANS, BY_PIECES = 2000, 300


@dataclass(frozen=True)
class _Opened:
    names: tuple[str, ...]
    segments: list[Segment]
    alive: list[Array]


class Vectors(Store):
    """In the files of a folder. Reading raises one of `DAMAGE` where they are damaged."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        super().__init__(encoder)
        self.folder = folder
        self._opened = _Opened((), [], [])
        self._lock = threading.Lock()
        self._whole = Whole(is_whole)

    def is_usable(self) -> bool:
        try:
            self._open()
        except DAMAGE:
            return False
        names = read_manifest(self.folder, self.encoder.name)
        return names is not None and not self._whole.damaged(files_of(self.folder, names))

    def begin(self, wait: float) -> None:
        with writing(self.folder, wait):
            write_manifest(self.folder, self.encoder.name, [])

    def fingerprints(self) -> dict[int, int]:
        opened = self._open()
        found: dict[int, int] = {}
        for segment, alive in zip(opened.segments, opened.alive, strict=True):
            found.update(zip(segment.ids[alive].tolist(), segment.prints[alive].tolist(), strict=True))
        return found

    # Writing

    def update(self, documents: Iterable[IndexDocument], delete: Collection[int] = (), wait: float = 10.0) -> None:
        """All of them, or none when it is cut off."""
        rows = [row for batch in batches(documents) for row in self.rows(batch)]
        with writing(self.folder, wait):
            self._add(Segment.of(rows, sorted(delete)))

    def _add(self, segment: Segment) -> None:
        """Only while the lock is held."""
        names = read_manifest(self.folder, self.encoder.name) or []
        segment.write(self.folder)
        segments = [*(Segment.read(self.folder, name) for name in names), segment]
        if len(segments) > MOST_SEGMENTS:
            place = to_merge(segments)
            merged = _merged(segments, place)
            merged.write(self.folder)
            segments = [*segments[:place], merged]
        write_manifest(self.folder, self.encoder.name, [each.name for each in segments])

    # Reading

    def nearest(self, text: str, languages: Collection[str], also: Collection[int] = (), limit: int = 50) -> list[Near]:
        asked = self.encoder.encode([text[:500]])[0]
        opened = self._open()
        found, beside = list[Near](), list[Near]()
        for segment, alive in zip(opened.segments, opened.alive, strict=True):
            found += _alike(
                segment, _best(segment, np.flatnonzero(alive & np.isin(segment.langs, list(languages))), asked), asked
            )
            beside += _alike(segment, np.flatnonzero(alive & np.isin(segment.ids, list(also))), asked)
        best = {near.id: near for near in [*sorted(found, key=nearness)[:limit], *beside]}
        return sorted(best.values(), key=nearness)

    def kept(self, documents: Iterable[IndexDocument]) -> list[Row]:
        """The vectors of those of these documents that haven't changed since."""
        wanted = {document.id: document.fingerprint() for document in documents}
        opened = self._open()
        return [
            row
            for segment, alive in zip(opened.segments, opened.alive, strict=True)
            for row in segment.rows(alive & np.isin(segment.ids, list(wanted)))
            if wanted[row.id] == row.fingerprint
        ]

    def _open(self) -> _Opened:
        names = tuple(read_manifest(self.folder, self.encoder.name) or ())
        with self._lock:
            if names != self._opened.names:
                known = {segment.name: segment for segment in self._opened.segments}
                segments = [known.get(name) or Segment.read(self.folder, name) for name in names]
                self._opened = _Opened(names, segments, living(segments))
            return self._opened


def _best(segment: Segment, places: Array, asked: Array) -> Array:
    """Of these documents the few that are worth a closer look: by the signs of their means, then by the means."""
    if len(places) > BY_MEANS:
        apart = np.bitwise_count(segment.bits[places] ^ signs(asked[None, :])).sum(axis=1, dtype=np.uint16)
        places = places[np.argpartition(apart, BY_MEANS)[:BY_MEANS]]
    if len(places) > BY_PIECES:
        means = segment.means[places].astype(np.float32) @ asked
        places = places[np.argpartition(-means, BY_PIECES)[:BY_PIECES]]
    return places


def _alike(segment: Segment, places: Array, asked: Array) -> list[Near]:
    """A work is about what it is about as a whole, and what one passage of it says."""
    if not len(places):
        return []
    starts, counts = segment.starts[places], segment.starts[places + 1] - segment.starts[places]
    first = np.cumsum(counts) - counts
    rows = np.repeat(starts - first, counts) + np.arange(counts.sum())
    nearest = np.maximum.reduceat(segment.pieces[rows].astype(np.float32) @ asked, first)
    similarities = (segment.means[places].astype(np.float32) @ asked + nearest) / (2 * SCALE)
    columns = (segment.ids[places], segment.langs[places], segment.groups[places], similarities)
    return [Near(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _merged(segments: Sequence[Segment], place: int) -> Segment:
    alive = living(segments)
    rows = [
        row for segment, living_rows in zip(segments[place:], alive[place:], strict=True) for row in segment.rows(living_rows)
    ]
    gone = set[int]()
    if place:
        gone = {int(pk) for segment in segments[place:] for pk in (*segment.gone, *segment.ids)} - {row.id for row in rows}
    return Segment.of(rows, sorted(gone))
