"""What a path or an upload really is, before anything reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from content.exchange.document import ImportRefused

MAX_FILE = 200_000_000
MAX_FILES = 2_000

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".epub": "epub",
    ".docx": "docx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".latex": "latex",
    ".xml": "jats",
    ".jats": "jats",
    ".txt": "text",
}
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg")
PACKED = {"epub", "docx", "odt"}
# First bytes of kinds that are none of the text formats.
OTHERS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP",
    b"\x1f\x8b": "gzip",
    b"\x7fELF": "ELF",
    b"MZ": "Windows",
    b"\xd0\xcf\x11\xe0": "Word 97",
    b"{\\rtf": "RTF",
}


@dataclass
class Bundle:
    """A file, or the files of a folder, by the name they have in it. `folder` says whether files may name each other."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    folder: bool = False

    def documents(self) -> dict[str, str]:
        """The files that can be read as a work, and their format."""
        return {name: kind for name in sorted(self.files) if "/" not in name and (kind := FORMATS.get(suffix(name)))}

    def pictures(self) -> list[str]:
        return [name for name in sorted(self.files) if suffix(name) in PICTURES]


def suffix(name: str) -> str:
    return Path(name).suffix.lower()


def stem(name: str) -> str:
    return Path(name).stem


def open_path(path: Path) -> Bundle:
    """The file or folder at `path`. Raises `ImportRefused` when it is absent, empty, too big or of no known kind."""
    if path.is_dir():
        return _open_folder(path)
    if not path.is_file():
        raise ImportRefused(_("There is no file %(path)s.") % {"path": path})
    if path.stat().st_size > MAX_FILE:
        raise ImportRefused(_("The file is larger than %(limit)d megabytes.") % {"limit": MAX_FILE // 1_000_000})
    bundle = Bundle(path.name, {path.name: path.read_bytes()})
    check_document(path.name, bundle.files[path.name])
    return bundle


def _open_folder(path: Path) -> Bundle:
    root = path.resolve()
    bundle, total = Bundle(root.name, folder=True), 0
    for place in sorted(root.rglob("*")):
        name = place.relative_to(root).as_posix()
        if not place.is_file() or any(part.startswith(".") for part in place.relative_to(root).parts):
            continue
        # A link out of the folder would hand over a file that nobody gave.
        if not place.resolve().is_relative_to(root) or place.suffix.lower() not in {*FORMATS, *PICTURES, ".json"}:
            continue
        total += place.stat().st_size
        if total > MAX_FILE or len(bundle.files) >= MAX_FILES:
            raise ImportRefused(_("The folder holds more than one work can have."))
        bundle.files[name] = place.read_bytes()
    if not bundle.documents():
        raise ImportRefused(_("The folder %(path)s holds no work that can be read.") % {"path": path})
    for name in bundle.documents():
        check_document(name, bundle.files[name])
    return bundle


def check_document(name: str, data: bytes) -> str:
    """The format of a document, by its name and its first bytes. Raises `ImportRefused` when they don't agree."""
    kind = FORMATS.get(suffix(name))
    if kind is None:
        known = ", ".join(sorted(FORMATS))
        raise ImportRefused(_("Files like %(name)s can't be read; these can: %(known)s") % {"name": name, "known": known})
    if not data.strip(b" \t\r\n\0"):
        raise ImportRefused(_("The file %(name)s is empty.") % {"name": name})
    found = next((label for magic, label in OTHERS.items() if data.startswith(magic)), "")
    if kind in PACKED:
        if found != "ZIP":
            raise ImportRefused(
                _("The file %(name)s isn't what its name says: it is no %(kind)s file.") % {"name": name, "kind": kind.upper()}
            )
    elif found:
        raise ImportRefused(_("The file %(name)s isn't text but %(found)s.") % {"name": name, "found": found})
    return kind
