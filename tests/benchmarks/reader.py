"""A process that searches an index as a web process does; prints by how many MB it grew. Started by the benchmark."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from search.documents import SearchRequest
from search.engines.embedded import EmbeddedEngine
from search.querying import parse


def resident(kind: str) -> float:
    """In MB: RssAnon is the process's own, RssFile what it shares with the system's cache of files."""
    found = re.search(rf"^{kind}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def main(folder: str, languages: str, *queries: str) -> None:
    engine, codes = EmbeddedEngine(Path(folder)), tuple(languages.split(","))
    before = resident("RssAnon"), resident("RssFile")
    for query in queries:
        for only in codes:
            engine.search(SearchRequest(parse(query), (only,), only))
        engine.search(SearchRequest(parse(query), codes, facets=("kind", "lang", "subject")))
    print(f"{resident('RssAnon') - before[0]:.0f} {resident('RssFile') - before[1]:.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
