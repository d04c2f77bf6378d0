"""What Tantivy wrote beside its data to check it by, and doesn't compare by itself."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

from search.engines.whole import sum_of

KINDS = ("idx", "pos", "term", "fieldnorm", "fast", "store")
# A file ends with its sum as JSON, the length of that, and this number.
END = struct.Struct("<II")
MAGIC = 1337


def segments(meta: bytes) -> list[dict[str, Any]]:
    return list(json.loads(meta)["segments"])


def files_of(place: Path, meta: bytes) -> list[Path]:
    """The files of the commit that this `meta.json` is of: written once, all of them."""
    files = []
    for segment in segments(meta):
        name = segment["segment_id"].replace("-", "")
        files += [place / f"{name}.{kind}" for kind in KINDS]
        if segment["deletes"]:
            files.append(place / f"{name}.{segment['deletes']['opstamp']}.del")
    return files


def documents(meta: bytes) -> int:
    """Its documents, those too that were removed and are still there."""
    return sum(segment["max_doc"] for segment in segments(meta))


def is_whole(file: Path) -> bool:
    """Raises `ValueError` or `LookupError` where there is no sum."""
    size = file.stat().st_size
    with file.open("rb") as opened:
        opened.seek(max(0, size - END.size))
        end = opened.read()
        if len(end) < END.size:
            return False
        length, magic = END.unpack(end)
        rest = size - END.size - length
        if magic != MAGIC or rest < 0:
            return False
        opened.seek(rest)
        said = json.loads(opened.read(length))
    return bool(said["crc"] == sum_of(file, rest))
