"""Web, worker and scheduler as one process group: started together, restarted when one dies, ended together."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LONGEST_PAUSE = 30.0  # seconds between restarts of a process that keeps dying
DRAIN = 8.0  # seconds that processes have to finish what they do
FALSE_STARTS = 3  # deaths of the web process before it ever answered, after which starting again is no use


class PortTaken(Exception):
    """The port is somebody else's."""


class NeverReady(Exception):
    """The web process dies before it answers."""


@dataclass
class Child:
    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 0.5
    started: float = 0.0
    due: float = 0.0
    deaths: int = 0

    def start(self, environment: dict[str, str]) -> None:
        # No new session: who signals the group reaches every process.
        self.process = subprocess.Popen(  # noqa: S603  (our own commands)
            self.command,
            stdin=subprocess.DEVNULL,
            env=environment,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  (no other thread runs here)
        )
        self.started = time.monotonic()
        self.due = 0.0

    def tend(self, environment: dict[str, str]) -> None:
        """Start again what died, later each time it dies young."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.due:
            self.deaths += 1
            self.pause = 0.5 if now - self.started > 60 else min(self.pause * 2, LONGEST_PAUSE)
            self.due = now + self.pause
            sys.stderr.write(f"orrery: {self.name} ended with {self.process.returncode}; again in {self.pause:.0f} s\n")
        if now >= self.due:
            self.start(environment)


def reserve(port: int) -> int:
    """The port to listen on: a free one for 0. Raises `PortTaken`."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(f"port {port}: {os.strerror(error.errno or 0)}") from error
        return int(probe.getsockname()[1])


class Supervisor:
    def __init__(self, port: int, workers: int, host: str = "127.0.0.1") -> None:
        self.url = f"http://{host}:{port}/"
        self.state = Path(settings.ORRERY_DATA_DIR) / "run" / "server.json"
        # Mail and feeds name the address that is served, where the operator names no other.
        self.environment = {"ORRERY_BASE_URL": self.url.rstrip("/"), **os.environ}
        manage = [sys.executable, str(settings.ROOT / "manage.py")]
        self.web = Child("web", _granian(host, port, workers))
        self.others = [
            Child("worker", [*manage, "db_worker", "--interval", "1"]),
            Child("scheduler", [*manage, "scheduler"]),
        ]
        self.ending = threading.Event()

    def run(self) -> None:
        """Until SIGTERM or SIGINT. Raises `NeverReady`."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: self.ending.set())
        try:
            if self._bring_up_web():
                # The rest waits for the web: on a small machine they would slow each other down.
                for child in self.others:
                    child.start(self.environment)
                self._announce()
            while not self.ending.wait(0.5):
                for child in (self.web, *self.others):
                    child.tend(self.environment)
        finally:
            self._drain()

    def _bring_up_web(self) -> bool:
        """Whether the web answers; not, when it is told to end before."""
        self.web.start(self.environment)
        while not self.ending.wait(0.1):
            if self._answers():
                return True
            self.web.tend(self.environment)
            if self.web.deaths >= FALSE_STARTS:
                raise NeverReady(f"the web server can't start on {self.url}: what it said stands above")
        return False

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "-/ready", timeout=5) as response:  # noqa: S310  (our own http address)
                return bool(response.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def _announce(self) -> None:
        self.state.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.state.with_suffix(".new")
        fresh.write_text(json.dumps({"url": self.url, "pid": os.getpid()}))
        fresh.replace(self.state)
        sys.stdout.write(f"ORRERY READY {self.url}\n")
        sys.stdout.flush()

    def _drain(self) -> None:
        self.state.unlink(missing_ok=True)
        running = [child.process for child in (self.web, *self.others) if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        limit = time.monotonic() + DRAIN
        for process in running:
            try:
                process.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _granian(host: str, port: int, workers: int) -> list[str]:
    options = {"interface": "wsgi", "host": host, "port": port, "workers": workers, "blocking-threads": 1}
    options |= {"backlog": 512, "log-level": "warning", "workers-kill-timeout": int(DRAIN - 2), "respawn-interval": 1}
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "granian", *flags, "--respawn-failed-workers", "config.wsgi:application"]


def _end_with_parent() -> None:
    """On Linux, a child whose supervisor was killed outright is told to end, and leaves the port free."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1: PR_SET_PDEATHSIG
