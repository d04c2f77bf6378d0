"""Whatever dies in the middle: what was published is found, `search_check` finds nothing amiss, no reader saw an error."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.search.killing.conftest import Site

# The processes' database begins as a copy of the migrated one that the tests keep.
pytestmark = pytest.mark.django_db
THREE = ["Gas 0", "Gas 1", "Gas 2"]


def test_a_process_killed_between_commit_and_index_loses_nothing(site: Site) -> None:
    with site.readers():
        site.killed("publish_and_die", "Gas of the killed")
        assert site.play("look") == {"titles": THREE, "makeshift": False, "waiting": True}

        assert site.play("command", "search_index") == 0

    assert site.whole() == [*THREE, "Gas of the killed"]


def test_a_process_killed_while_it_writes_leaves_the_index_whole_and_blocks_nobody(site: Site) -> None:
    with site.readers():
        site.killed("write_and_die", "Gas of the killed")
        assert site.found() == THREE

        # Its turn ended with it: the next one waits for nobody.
        site.play("publish", "Gas of the next")
        assert "Gas of the next" in site.found()

    assert site.whole() == [*THREE, "Gas of the killed", "Gas of the next"]


def test_a_rebuild_that_is_killed_leaves_the_old_index_and_the_next_one_tidies_up(site: Site) -> None:
    with site.readers():
        site.killed("rebuild_and_die")
        assert list(site.index.glob("*/building-*"))
        site.play("publish", "Gas meanwhile")
        assert site.found() == [*THREE, "Gas meanwhile"]

        site.play("rebuild")

    assert not list(site.index.glob("*/building-*"))
    assert site.whole() == [*THREE, "Gas meanwhile"]


def test_a_file_that_cannot_grow_leaves_the_old_index_and_nothing_of_the_new_one(site: Site) -> None:
    before = _files(site.index)
    with site.readers():
        assert site.play("rebuild_with_little_room", 600)
        assert site.found() == THREE

    assert _files(site.index) == before
    site.play("rebuild")
    assert site.whole() == THREE


def test_on_a_disk_that_is_full_publishing_goes_on_and_the_index_follows_when_there_is_room(site: Site, tmp_path: Path) -> None:
    with small_disk(site.index, tmp_path), site.readers():
        filler = site.index / "filler"
        _fill(filler)

        assert site.play("command", "search_index", "--rebuild") == 1
        site.play("publish", "Gas on a full disk")
        assert site.found() == THREE

        filler.unlink()
        assert site.whole() == [*THREE, "Gas on a full disk"]


def test_an_index_that_cannot_be_read_is_no_readers_business(site: Site) -> None:
    with site.readers():
        shutil.rmtree(site.index)
        # Nobody reads a folder that isn't one, not even the administrator.
        site.index.write_text("not a folder")
        site.play("publish", "Gas without an index")
        assert site.play("command", "search_check") == 1
        assert site.play("look") == {"titles": [*THREE, "Gas without an index"], "makeshift": True, "waiting": True}

        site.index.unlink()
        assert site.play("command", "search_check", "--fix") == 0

    assert site.whole() == [*THREE, "Gas without an index"]


def test_an_index_that_is_deleted_while_the_site_is_served_is_built_anew(site: Site) -> None:
    with site.readers():
        shutil.rmtree(site.index)
        site.play("publish", "Gas without an index")

        # As the scheduler does every minute.
        assert site.play("command", "search_index") == 0

    assert site.whole() == [*THREE, "Gas without an index"]


@pytest.mark.parametrize("damage", ["meta.json", "*.term", "*.store"])
def test_a_damaged_index_is_noticed_and_built_anew(damage: str, site: Site) -> None:
    damaged = [path for path in site.index.glob(f"*/index-*/{damage}") if path.write_bytes(b"\x07 garbage")]
    assert damaged

    with site.readers():
        assert site.play("check", False)["amiss"] == ["unusable", "unusable"]
        assert site.play("command", "search_index") == 0

    assert site.whole() == THREE


def test_an_index_that_opens_and_cannot_be_read_through_is_built_anew_by_the_check(site: Site) -> None:
    for path in site.index.glob("*/index-*/*.fast"):
        held = path.read_bytes()
        start, end = len(held) // 20, len(held) // 2
        path.write_bytes(held[:start] + b"\xff" * (end - start) + held[end:])

    with site.readers():
        assert "unusable" in site.play("check", False)["amiss"]
        assert site.whole(fix=True) == THREE


def test_processes_that_write_and_rebuild_together_lose_nothing(site: Site) -> None:
    with site.readers():
        writers = [site.begin("publish_many", f"Gas {name}", 2) for name in ("left", "right")]
        builders = [site.begin("rebuild"), site.begin("rebuild")]
        ends = [running.ends() for running in (*writers, *builders)]

    # Two can't build at once: one of them may have been told so.
    assert ends[:2] == [0, 0]
    assert 0 in ends[2:]
    assert len(site.whole()) == 7


def _fill(filler: Path) -> None:
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


@contextmanager
def small_disk(folder: Path, beside: Path) -> Iterator[None]:
    """The folder on a disk of its own of one megabyte, where this machine lets one mount it."""
    kept = beside / "kept"
    shutil.copytree(folder, kept)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False, capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"left out: no small disk can be mounted here ({mounted.stderr.strip()})")
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
