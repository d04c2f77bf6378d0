"""`make messages`: the catalogues follow the code. `--check FOLDER` works on a copy there and fails when they don't."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
IGNORED = (".venv", "var", "build", "tests", "node_modules")
COMPLETE = ("zh_Hans", "ar", "fr", "es", "ru")


def collect(root: Path) -> None:
    """Run makemessages for the complete catalogues of a tree."""
    command = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-wrap", "--no-obsolete"]
    command += [part for locale in COMPLETE for part in ("-l", locale)]
    command += [part for name in IGNORED for part in ("-i", name)]
    environment = {**os.environ, "PYTHONPATH": f"{root}:{root / 'site'}"}
    subprocess.run(command, cwd=root, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603


def messages(root: Path, locale: str) -> set[tuple[str, str, str]]:
    catalogue = polib.pofile(str(root / "locale" / locale / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in catalogue if not entry.obsolete}


def drift(folder: Path) -> list[str]:
    """What the code says and a catalogue doesn't, or the other way round."""
    copy = folder / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*IGNORED, ".git", ".*_cache", "static", "works"))
    collect(copy)
    found = []
    for locale in COMPLETE:
        here, there = messages(ROOT, locale), messages(copy, locale)
        found += [f"{locale}: missing: {msgid}" for _context, msgid, _plural in sorted(there - here)]
        found += [f"{locale}: not used: {msgid}" for _context, msgid, _plural in sorted(here - there)]
    return found


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--check"]:
        found = drift(Path(arguments[1]))
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    collect(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
