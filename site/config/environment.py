"""Settings from the environment: each one unset means the embedded default; a wrong one ends the start with one line."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlparse

from environs import Env, EnvError

env = Env()


def give_up(message: str) -> NoReturn:
    """One clear line on stderr, exit code 2."""
    sys.stderr.write(f"orrery: {message}\n")
    sys.exit(2)


def read(reader: Callable[..., Any], name: str, default: Any, **options: Any) -> Any:
    """The value of a variable; an empty one counts as unset."""
    if not os.environ.get(name):
        return default
    try:
        return reader(name, **options)
    except (EnvError, ValueError) as error:
        give_up(f"{name} is wrong: {error}")


def folder(name: str, default: Path) -> Path:
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        give_up(f"{name}: {path} can't be made ({error.strerror})")
    return path


def secret(path: Path) -> str:
    """A secret made at the first start, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def sqlite(path: Path) -> dict[str, Any]:
    """WAL and immediate transactions: deferred ones fail with "database is locked" under several writers."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }


def database(default: Path) -> dict[str, Any]:
    """`DATABASE_URL` (postgres://… or sqlite:///…) as Django's setting, or the embedded SQLite file."""
    if not os.environ.get("DATABASE_URL"):
        return sqlite(default)
    url = urlparse(os.environ["DATABASE_URL"])
    if url.scheme == "sqlite":
        return sqlite(Path(unquote(url.path)))
    if url.scheme not in {"postgres", "postgresql"}:
        give_up("DATABASE_URL is wrong: it begins with postgres:// or sqlite:///")
    try:
        config: dict[str, Any] = env.dj_db_url("DATABASE_URL")
    except (EnvError, ValueError) as error:
        give_up(f"DATABASE_URL is wrong: {error}")
    return config


def mail(default: Path) -> dict[str, Any]:
    """`EMAIL_URL` (smtp://… or smtp+tls://…) as Django's settings; unset, each mail is a file."""
    if not os.environ.get("EMAIL_URL"):
        default.mkdir(parents=True, exist_ok=True)
        return {"EMAIL_BACKEND": "config.mail.FileBackend", "EMAIL_FILE_PATH": default}
    try:
        config = env.dj_email_url("EMAIL_URL")
    except (EnvError, ValueError, KeyError) as error:
        give_up(f"EMAIL_URL is wrong: {error}")
    return {key: value for key, value in config.items() if key.isupper()}
