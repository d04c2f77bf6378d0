"""Web, worker and scheduler as one process group: started together, restarted when one dies, ended together."""

from __future__ import annotations

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
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

LONGEST_PAUSE = 30.0  # seconds between restarts of a process that keeps dying
DRAIN = 20.0  # seconds that processes have to finish what they do


@dataclass
class Child:
    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 0.5
    started: float = 0.0
    due: float = field(default=0.0)

    def start(self) -> None:
        # No new session: who signals the group reaches every process.
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)  # noqa: S603  (our own commands)
        self.started = time.monotonic()

    def tend(self) -> None:
        """Start again what died, later each time it dies young."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.due:
            self.pause = 0.5 if now - self.started > 60 else min(self.pause * 2, LONGEST_PAUSE)
            self.due = now + self.pause
            sys.stderr.write(f"orrery: {self.name} ended with {self.process.returncode}; again in {self.pause:.0f} s\n")
        if now >= self.due:
            self.due = 0.0
            self.start()


class PortTaken(Exception):
    """The port is somebody else's."""


def reserve(port: int) -> int:
    """The port to listen on: a free one for 0. Raises `PortTaken`."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(f"port {port} is taken or not allowed: {error.strerror}") from error
        return int(probe.getsockname()[1])


class Supervisor:
    def __init__(self, port: int, workers: int, host: str = "127.0.0.1") -> None:
        self.url = f"http://{host}:{port}/"
        self.state = Path(settings.ORRERY_DATA_DIR) / "run" / "server.json"
        manage = [sys.executable, str(settings.ROOT / "manage.py")]
        self.children = [
            Child("web", self._granian(host, port, workers)),
            Child("worker", [*manage, "db_worker", "--interval", "1"]),
            Child("scheduler", [*manage, "scheduler"]),
        ]
        self.ending = threading.Event()

    @staticmethod
    def _granian(host: str, port: int, workers: int) -> list[str]:
        options = {"--interface": "wsgi", "--host": host, "--port": str(port), "--workers": str(workers), "--blocking-threads": "1"}
        flags = [part for pair in options.items() for part in pair]
        return [sys.executable, "-m", "granian", *flags, "--backlog", "512", "--log-level", "warning", "config.wsgi:application"]

    def run(self) -> int:
        """Until SIGTERM or SIGINT; returns the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: self.ending.set())
        for child in self.children:
            child.start()
        ready = False
        while not self.ending.wait(0.1 if not ready else 0.5):
            if not ready and self._answers():
                ready = True
                self._announce()
            for child in self.children:
                child.tend()
        self._drain()
        return 0

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
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        limit = time.monotonic() + DRAIN
        for process in running:
            try:
                process.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
