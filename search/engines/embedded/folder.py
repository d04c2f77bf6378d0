"""The folder of an index: `current` names the one in use, so that a rebuilt one is swapped in one step."""

from __future__ import annotations

import shutil
import threading
import time
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tantivy import Index, Searcher

from search.engines.base import EngineUnavailable
from search.engines.embedded import sums
from search.engines.embedded.schema import schema
from search.engines.fields import BODY, DOCUMENT, FORMAT
from search.engines.whole import Whole

AWHILE = 60.0  # seconds


_State = tuple[int, int, int]


def _state(file: Path) -> _State:
    """What changes with every replacement of the file. Raises `OSError`."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


class IndexFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: Index | None = None
        self._opened: Path | None = None
        self._seen: _State | None = None
        self._named: tuple[_State, str] | None = None
        self._lock = threading.Lock()
        self._whole = Whole(sums.is_whole)
        # Whoever couldn't read the index leaves this for whoever checks it.
        self._suspect = folder / "suspect"

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
                self._seen = None
            return self._index

    def searcher(self) -> tuple[Index, Searcher]:
        """The index in use, and what searches it as it stands now. Raises `EngineUnavailable`."""
        index = self.open()
        with self._lock:
            # Each commit replaces this file: reading all of it anew for every query would take longer than many a query.
            seen = _state(self._opened / "meta.json") if self._opened else None
            if seen is None or seen != self._seen:
                index.reload()
                self._seen = seen
            return index, index.searcher()

    def check(self) -> None:
        """Raises `EngineUnavailable` where there is no index, or its files aren't what was written."""
        if self._suspect.exists():
            self._whole.forget()
        while (meta := self._meta()) and (wrong := self._wrong(meta)):
            # What a commit replaces goes away meanwhile.
            if meta == self._meta():
                raise EngineUnavailable(f"damaged: {wrong}")
        self._suspect.unlink(missing_ok=True)

    def suspect(self) -> None:
        """It couldn't be read: the next check reads all of it through. Raises nothing."""
        with suppress(OSError):
            self._suspect.touch()

    def _meta(self) -> bytes:
        return (self._current() / "meta.json").read_bytes()

    def _wrong(self, meta: bytes) -> str:
        _index, searcher = self.searcher()
        if searcher.doc_freq(BODY, DOCUMENT) != sums.documents(meta):
            return "meta.json"
        return ", ".join(file.name for file in self._whole.damaged(sums.files_of(self._current(), meta)))

    @contextmanager
    def fresh(self) -> Iterator[Index]:
        """A new index, which takes the old one's place when all went well, and leaves nothing when it didn't.

        One at a time: what an earlier one left unfinished is removed.
        """
        self._remove("building-*")
        name = uuid.uuid4().hex[:12]
        place = self.folder / f"building-{name}"
        try:
            place.mkdir(parents=True)
            yield Index(schema(), path=str(place))
            self._swap(place.rename(self.folder / f"index-{name}"))
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise

    def _swap(self, place: Path) -> None:
        before = self.name()
        fresh = place / "current"
        fresh.write_text(f"{place.name} {FORMAT}")
        fresh.replace(self.folder / "current")
        self._suspect.unlink(missing_ok=True)
        self._remove("index-*", but={place.name, before})

    def sweep(self) -> None:
        """Remove the index before the one in use, once nobody can be about to open it any more."""
        if time.time() - (self.folder / "current").stat().st_mtime > AWHILE:
            self._remove("index-*", but={self.name()})

    def _remove(self, pattern: str, but: Collection[str] = ()) -> None:
        for other in self.folder.glob(pattern):
            if other.name not in but:
                shutil.rmtree(other, ignore_errors=True)

    def size(self) -> int:
        """In bytes."""
        return sum(file.stat().st_size for file in self._current().rglob("*") if file.is_file())

    def name(self) -> str:
        """Of the index in use; empty where there is none of this format."""
        file = self.folder / "current"
        try:
            state = _state(file)
            # Replaced as a whole: its state says whether it says the same.
            if self._named is None or self._named[0] != state:
                name, form = file.read_text().split()
                self._named = state, name if form == FORMAT else ""
            return self._named[1]
        except (OSError, ValueError):
            return ""

    def _current(self) -> Path:
        name = self.name()
        if not name:
            raise EngineUnavailable(f"no index of this format in {self.folder}")
        return self.folder / name
