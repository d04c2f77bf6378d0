"""A wrong setting ends the start with one clear line; production refuses defaults; the server starts, says so, and drains."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def environment(data: Path, **more: str) -> dict[str, str]:
    dropped = ("ORRERY_", "DATABASE_URL", "DJANGO_", "EMAIL_URL", "REDIS_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "ORRERY_DATA_DIR": str(data), **more}


def manage(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(data, **more), capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://somewhere/x"),
        ("ORRERY_MAX_IMAGE_PIXELS", "many"),
        ("ORRERY_DEBUG", "perhaps"),
        ("EMAIL_URL", "carrier-pigeon://loft"),
    ],
)
def test_a_wrong_value_is_one_line_and_exit_2(name: str, value: str, tmp_path: Path) -> None:
    done = manage(tmp_path, "check", **{name: value})

    assert done.returncode == 2
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_production_refuses_to_start_on_defaults(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", DJANGO_SETTINGS_MODULE="config.settings.production")

    assert done.returncode == 2
    assert "production" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    manage(tmp_path, "check")
    first = (tmp_path / "keys" / "secret_key").read_text()
    manage(tmp_path, "check")

    assert (tmp_path / "keys" / "secret_key").read_text() == first
    assert (tmp_path / "keys" / "secret_key").stat().st_mode & 0o077 == 0


def test_the_server_takes_a_free_port_says_when_it_is_ready_and_drains(tmp_path: Path) -> None:
    assert manage(tmp_path, "migrate", "-v0").returncode == 0
    command = [sys.executable, "manage.py", "serve", "--workers", "1"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path, PORT="0"), stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        told = json.loads((tmp_path / "run" / "server.json").read_text())
        assert line.startswith("ORRERY READY http://127.0.0.1:")
        assert told["url"] in line
        with urllib.request.urlopen(told["url"] + "-/live") as answer:
            assert answer.status == 200
        taken = manage(tmp_path, "serve", "--port", told["url"].rstrip("/").rsplit(":", 1)[1])
        assert taken.returncode == 1
        assert len(taken.stderr.strip().splitlines()) == 1
    finally:
        server.send_signal(signal.SIGTERM)
        code = server.wait(40)
        if server.stdout:
            server.stdout.close()
    assert code == 0
    assert not (tmp_path / "run" / "server.json").exists()


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        started = time.monotonic()
        done = manage(tmp_path, "serve", "--port", str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert time.monotonic() - started < 60
