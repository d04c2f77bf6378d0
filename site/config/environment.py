"""Settings from the environment: each one unset means the embedded default; a wrong one ends the start with one line."""

from __future__ import annotations

import json
import os
import secrets
import sys
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from environs import Env, EnvError

env = Env()

MAIL_SCHEMES = {"smtp", "smtps", "smtp+tls", "smtp+ssl", "console", "file", "memory", "dummy"}


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
        give_up(f"{name} is wrong: {_reason(error)}")


def number(name: str, default: int, least: int = 0, most: int = sys.maxsize) -> int:
    value = int(read(env.int, name, default))
    if not least <= value <= most:
        give_up(f"{name} is wrong: {value} is not between {least} and {most}")
    return value


def address(name: str, default: str, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """An address with a scheme and a host, without a slash at its end."""
    value = str(os.environ.get(name) or default).rstrip("/")
    try:
        parts = urlsplit(value)
        whole = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if value and not whole:
        give_up(f"{name} is wrong: an address begins with {' or '.join(f'{scheme}://' for scheme in schemes)} and names a host")
    return value


def time_zone(name: str, default: str) -> str:
    value = os.environ.get(name) or default
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        give_up(f"{name} is wrong: there is no time zone {value!r}")
    return value


def country(name: str) -> str:
    """A country whose holidays are known, by its two letters; empty for none."""
    value = str(os.environ.get(name) or "").upper()
    if not value:
        return ""
    import holidays  # noqa: PLC0415  (a sixth of a second at every start, for those who name a country)

    if value not in holidays.list_supported_countries():
        give_up(f"{name} is wrong: there is no calendar of holidays for {value!r}")
    return value


def folder(name: str, default: Path) -> Path:
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        # It holds drafts, keys and digests of passwords: nobody else's to read.
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        give_up(f"{name} is wrong: {path} can't be made ({error.strerror})")
    if not os.access(path, os.W_OK | os.X_OK):
        give_up(f"{name} is wrong: {path} can't be written to")
    return path


def served_at(data: Path, otherwise: str) -> str:
    """Where `manage.py serve` answers now: a command beside it writes the same links; `otherwise` where nothing is served."""
    try:
        return str(json.loads((data / "run" / "server.json").read_text(encoding="utf-8"))["url"]).rstrip("/")
    except (OSError, ValueError, KeyError, TypeError):
        return otherwise


def secret(path: Path) -> str:
    """A secret made at the first start, readable by its owner alone; whoever comes second reads the first one's."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            fresh = path.with_name(f"{path.name}.{os.getpid()}")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text().strip()
    except OSError as error:
        give_up(f"the secret {path} can't be kept ({error.strerror})")


def sqlite(path: Path | str) -> dict[str, Any]:
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
    scheme, _colon, rest = os.environ["DATABASE_URL"].partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return sqlite(Path(unquote(rest.partition("?")[0])))
    if scheme not in {"postgres", "postgresql"}:
        give_up("DATABASE_URL is wrong: it is postgres://user@host/name or sqlite:////folder/file")
    try:
        config: dict[str, Any] = env.dj_db_url("DATABASE_URL")
    except (EnvError, ValueError) as error:
        give_up(f"DATABASE_URL is wrong: {_reason(error)}")
    if not config.get("NAME"):
        give_up("DATABASE_URL is wrong: it names no database")
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def mail(default: Path) -> dict[str, Any]:
    """`EMAIL_URL` (smtp://… or smtp+tls://…) as Django's settings; unset, each mail is a file."""
    if not os.environ.get("EMAIL_URL"):
        return {"EMAIL_BACKEND": "config.mail.FileBackend", "EMAIL_FILE_PATH": default}
    scheme = os.environ["EMAIL_URL"].partition(":")[0]
    if scheme not in MAIL_SCHEMES:
        give_up("EMAIL_URL is wrong: it begins with smtp://, smtp+tls:// or smtp+ssl://")
    try:
        config = env.dj_email_url("EMAIL_URL")
    except (EnvError, ValueError, KeyError) as error:
        give_up(f"EMAIL_URL is wrong: {_reason(error)}")
    return {key: value for key, value in config.items() if key.isupper()}


def _reason(error: Exception) -> str:
    return str(error).partition(" invalid: ")[2] or str(error)
