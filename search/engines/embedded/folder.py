"""The folder of an index: `current` names the one in use, so that a rebuilt one is swapped in one step."""

from __future__ import annotations

import shutil
import threading
import time
import uuid
from pathlib import Path

from tantivy import Index

from search.engines.base import EngineUnavailable
from search.engines.embedded.schema import schema
from search.engines.fields import FORMAT


class IndexFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: Index | None = None
        self._opened: Path | None = None
        self._lock = threading.Lock()

    def open(self) -> Index:
        """The index in use. Raises `EngineUnavailable` where there is none of this format."""
        with self._lock:
            place = self._current()
            if self._index is None or self._opened != place:
                try:
                    self._index = Index(schema(), path=str(place), reuse=True) if place.is_dir() else None
                except Exception as error:
                    raise EngineUnavailable(str(error)) from error
                if self._index is None:
                    raise EngineUnavailable("no index")
                self._opened = place
            return self._index

    def create(self) -> tuple[Path, Index]:
        place = self.folder / f"index-{uuid.uuid4().hex[:12]}"
        place.mkdir(parents=True)
        return place, Index(schema(), path=str(place))

    def swap(self, place: Path) -> None:
        fresh = self.folder / f".current-{uuid.uuid4().hex}"
        fresh.write_text(f"{place.name} {FORMAT}")
        fresh.replace(self.folder / "current")
        for other in self.folder.glob("index-*"):
            # Processes that still read the last one keep its open files.
            if other != place and time.time() - other.stat().st_mtime > 5:
                shutil.rmtree(other, ignore_errors=True)

    def size(self) -> int:
        """In bytes."""
        return sum(file.stat().st_size for file in self._current().rglob("*") if file.is_file())

    def _current(self) -> Path:
        try:
            name, form = (self.folder / "current").read_text().split()
        except (OSError, ValueError) as error:
            raise EngineUnavailable("no index") from error
        if form != FORMAT:
            raise EngineUnavailable("an index of another format")
        return self.folder / name
