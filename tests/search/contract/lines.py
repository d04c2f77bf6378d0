"""A line to a server that can be cut, or go quiet, and be mended."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Line:
    """Passes bytes between whoever connects to `url` and the server, until it is cut or hangs."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._server = (parts.hostname or "127.0.0.1", parts.port or 9200)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._ends: list[socket.socket] = []
        self._cut_after: int | None = None
        self._flows = threading.Event()
        self._flows.set()
        threading.Thread(target=self._answer, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.cut()
        self._door.close()

    def cut(self, after: int = 0) -> None:
        """Once so many more bytes have gone to the server."""
        self._cut_after = after
        self._flows.set()
        if not after:
            self._hang_up()

    def hang(self) -> None:
        """It takes connections and requests, and nothing comes back."""
        self._flows.clear()

    def mend(self) -> None:
        self._cut_after = None
        self._flows.set()

    def _hang_up(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _answer(self) -> None:
        while True:
            try:
                near, _address = self._door.accept()
            except OSError:
                return
            if self._cut_after == 0:
                near.close()
                continue
            far = socket.create_connection(self._server)
            self._ends += [near, far]
            threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                if counted and self._cut_after is not None:
                    self._cut_after = max(0, self._cut_after - len(data))
                    if not self._cut_after:
                        break
                self._flows.wait()
                target.sendall(data)
        self._hang_up() if self._cut_after == 0 else target.close()
