"""Migrations take a minute: on SQLite they run once for all runs that have the same ones, and are copied from then on."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.signals import connection_created


def begin_from_template() -> None:
    """The next empty test database on SQLite begins as a copy of the kept one, if there is one."""
    if connection.vendor == "sqlite" and place().exists():
        connection_created.connect(_copy, dispatch_uid="tests.template")


def keep_template() -> None:
    """Keep the migrated database, as it is now, for the next runs."""
    connection_created.disconnect(dispatch_uid="tests.template")
    if connection.vendor != "sqlite" or place().exists():
        return
    beside = place().with_suffix(f".{os.getpid()}")
    with sqlite3.connect(beside) as kept:
        connection.connection.backup(kept)
    kept.close()
    beside.replace(place())


def _copy(connection: Any, **_kw: Any) -> None:
    if connection.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return
    kept = sqlite3.connect(place())
    kept.backup(connection.connection)
    kept.close()


def place() -> Path:
    """A file a user and set of migrations."""
    digest = blake2b(digest_size=10)
    for config in sorted(apps.get_app_configs(), key=lambda each: each.name):
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(f"{config.name} {file.name}".encode() + file.read_bytes())
    return Path(tempfile.gettempdir()) / f"orrery-tests-{os.getuid()}-{digest.hexdigest()}.sqlite3"
