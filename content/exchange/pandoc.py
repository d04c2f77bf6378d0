"""Pandoc, as a program of its own: in its sandbox, with a limit on memory and on time, and no way out."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
from django.utils.translation import gettext as _

from content.exchange.document import ImportRefused

MEMORY = "1024M"
SECONDS = 40
HEAP_EXHAUSTED = 251


@cache
def program() -> str:
    return str(pypandoc.get_pandoc_path())


def read_tree(data: bytes, reader: str) -> tuple[dict[str, Any], list[str]]:
    """Pandoc's document tree of `data`, and what pandoc warned of. Raises `ImportRefused`."""
    output, messages = _run(data, ["-f", reader, "-t", "json"])
    return json.loads(output), messages


def write(data: bytes, reader: str, writer: str, *options: str, files: dict[str, bytes] | None = None) -> bytes:
    """`data` written in another format. `files` are put where `options` can name them as `{name}`."""
    with tempfile.TemporaryDirectory(prefix="orrery-pandoc-") as folder:
        places = {}
        for name, content in (files or {}).items():
            place = Path(folder) / name
            place.write_bytes(content)
            places[name] = str(place)
        given = [_with_places(option, places) for option in options]
        output, _messages = _run(data, ["-f", reader, "-t", writer, "-o", "-", *given])
    return output


def _with_places(option: str, places: dict[str, str]) -> str:
    for name, place in places.items():
        option = option.replace("{" + name + "}", place)
    return option


def _run(data: bytes, arguments: list[str]) -> tuple[bytes, list[str]]:
    command = [program(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", *arguments]
    with tempfile.TemporaryDirectory(prefix="orrery-pandoc-") as empty:
        environment = {"PATH": os.defpath, "HOME": empty, "LANG": "C.UTF-8", "TMPDIR": empty}
        try:
            done = subprocess.run(  # noqa: S603  (our own arguments; the document comes on stdin)
                command, input=data, capture_output=True, timeout=SECONDS, cwd=empty, env=environment, check=False
            )
        except subprocess.TimeoutExpired:
            raise ImportRefused(_("The file takes longer to read than %(seconds)d seconds.") % {"seconds": SECONDS}) from None
    messages = done.stderr.decode("utf-8", "replace").splitlines()
    if done.returncode == HEAP_EXHAUSTED:
        raise ImportRefused(_("The file needs more memory to read than is allowed."))
    if done.returncode:
        detail = " ".join(messages)[:300] or str(done.returncode)
        raise ImportRefused(_("The file can't be read: %(detail)s") % {"detail": detail})
    return done.stdout, [line.removeprefix("[WARNING] ") for line in messages if line.startswith("[WARNING]")]
