"""What the product depends on may be used in a BSD-style project; GPL and AGPL only in tests or as programs of their own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
ALLOWED = re.compile(r"LGPL|Lesser", re.IGNORECASE)
# pandoc runs as a program of its own; the Python package around it is MIT.
PROGRAMS = {"pypandoc_binary", "pypandoc-binary"}


def runtime_packages() -> set[str]:
    """All that `uv.lock` installs without the development group."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    packages = {package["name"]: package for package in lock["package"]}
    wanted, seen = ["orrery"], set()
    while wanted:
        name = wanted.pop()
        if name in seen or name not in packages:
            continue
        seen.add(name)
        entry = packages[name]
        optional = [item for group in entry.get("optional-dependencies", {}).values() for item in group]
        wanted += [item["name"] for item in [*entry.get("dependencies", []), *optional]]
    return seen - {"orrery"}


def test_licences_allow_the_projects_own() -> None:
    out = subprocess.run(
        [sys.executable, "-m", "piplicenses", "--format=json"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    runtime = {name.lower().replace("_", "-") for name in runtime_packages()}
    wrong = [
        f"{row['Name']}: {row['License']}"
        for row in json.loads(out)
        if row["Name"].lower().replace("_", "-") in runtime
        and row["Name"] not in PROGRAMS
        and FORBIDDEN.search(row["License"])
        and not ALLOWED.search(row["License"])
    ]
    assert wrong == []
