"""A site in a data folder of its own, that processes of their own work on: they can be killed, and nothing is pretended."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from tests import template
from tests.search.killing import scenes

ROOT = Path(__file__).resolve().parents[3]
LONGEST = 120.0  # seconds
PAGES = ("/en/search/?q=gas", "/en/search/?q=nothing-like-it", "/ar/search/?q=gas")


@dataclass(frozen=True)
class Running:
    process: ForkServerProcess
    line: Connection

    def ends(self) -> int | None:
        self.process.join(LONGEST)
        return self.process.exitcode


@dataclass(frozen=True)
class Site:
    data: Path
    context: ForkServerContext

    @property
    def index(self) -> Path:
        return self.data / "index"

    def begin(self, scene: str, *arguments: Any) -> Running:
        ours, theirs = self.context.Pipe(duplex=False)
        process = self.context.Process(target=scenes.played, args=(theirs, scene, *arguments), daemon=True)
        process.start()
        theirs.close()
        return Running(process, ours)

    def play(self, scene: str, *arguments: Any) -> Any:
        """What the scene answers; it has to end well."""
        running = self.begin(scene, *arguments)
        with running.line:
            assert running.line.poll(LONGEST)
            answer = running.line.recv()
        assert running.ends() == 0
        return answer

    def killed(self, scene: str, *arguments: Any) -> None:
        running = self.begin(scene, *arguments)
        running.line.close()
        assert running.ends() == -signal.SIGKILL

    def found(self) -> list[str]:
        """What a reader finds now, in the index."""
        answer = self.play("look")
        assert not answer["makeshift"]
        return list(answer["titles"])

    def whole(self, *, fix: bool = False) -> list[str]:
        """What a reader finds, once the check found nothing amiss."""
        answer = self.play("check", fix)
        assert answer["amiss"] == []
        assert not answer["makeshift"]
        return list(answer["titles"])

    @contextmanager
    def readers(self) -> Iterator[None]:
        """A process serves the site, somebody searches all the while, and never sees an error page."""
        server = self.begin("serve")
        assert server.line.poll(LONGEST)
        address, done, seen = f"http://localhost:{server.line.recv()}", threading.Event(), Counter[int]()
        reader = threading.Thread(target=_read, args=(address, done, seen))
        reader.start()
        try:
            yield
        finally:
            done.set()
            reader.join(LONGEST)
            server.line.close()
            server.process.terminate()
            server.ends()
        assert set(seen) == {200}, seen


def _read(address: str, done: threading.Event, seen: Counter[int]) -> None:
    while True:
        for page in PAGES:
            seen[_status(address + page)] += 1
        if done.wait(0.2):
            return


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=LONGEST) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


@pytest.fixture(scope="session")
def prepared(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """The site, and its data as it begins."""
    data = tmp_path_factory.mktemp("site") / "data"
    data.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "ELASTICSEARCH_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("ORRERY_DATA_DIR", str(data))
        patch.setenv("DJANGO_SETTINGS_MODULE", "tests.search.killing.settings")
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "site")]))
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.search.killing.loaded"])
        if template.place().exists():
            shutil.copy(template.place(), data / "orrery.sqlite3")
        site = Site(data, context)
        site.play("prepare")
        kept = data.with_name("kept")
        shutil.copytree(data, kept)
        yield site, kept


@pytest.fixture
def site(prepared: tuple[Site, Path]) -> Site:
    """Three works are public, and in the index."""
    site, kept = prepared
    with suppress(FileNotFoundError):
        shutil.rmtree(site.data)
    shutil.copytree(kept, site.data)
    return site
