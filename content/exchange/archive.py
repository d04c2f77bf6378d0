"""Zip files from strangers: looked at before anything is unpacked, and never unpacked onto the disk."""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile

from django.utils.translation import gettext as _

from content.exchange.document import ImportRefused

MAX_ENTRIES = 10_000
MAX_TOTAL = 400_000_000
MAX_ENTRY = 200_000_000
# Text packs about ten to one; what packs a thousand to one was made to burst.
MAX_RATIO = 200
RATIO_MATTERS_FROM = 5_000_000

XML = (".xml", ".opf", ".ncx", ".xhtml", ".html", ".htm", ".rels", ".svg", ".rdf")


class Archive:
    """The entries of a zip file by name. Raises `ImportRefused` for one that is damaged or dangerous."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ImportRefused(_("The file is damaged or cut off.")) from error
        self._refuse_dangers()

    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The content of an entry; never more than its declared size. Raises `ImportRefused`, also for a missing one."""
        info = self._entries.get(name)
        if info is None:
            raise ImportRefused(_("The file lacks a part that it names: %(name)s") % {"name": name[:200]})
        try:
            with self._zip.open(info) as entry:
                data = entry.read(info.file_size + 1)
                # Reading to the end is what checks the checksum.
                more = entry.read(1) if len(data) <= info.file_size else b"x"
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
            raise ImportRefused(_("The file is damaged or cut off.")) from error
        except Exception as error:
            raise ImportRefused(_("The file is damaged or cut off.")) from error
        if more or len(data) > info.file_size:
            raise ImportRefused(_("The file unpacks to more than it declares."))
        return data

    def refuse_entities(self) -> None:
        """Raise `ImportRefused` when a part defines entities or reaches for files outside."""
        for name in self.names():
            if name.lower().endswith(XML):
                refuse_entities(self.read(name))

    def with_parts(self, parts: dict[str, bytes]) -> bytes:
        """The archive again, with some entries replaced."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in self.names():
                target.writestr(name, parts.get(name) or self.read(name))
        return out.getvalue()

    def _refuse_dangers(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise ImportRefused(_("The file holds too many parts: %(number)d.") % {"number": len(infos)})
        if sum(info.file_size for info in infos) > MAX_TOTAL:
            raise ImportRefused(_("The file unpacks to more than %(limit)d megabytes.") % {"limit": MAX_TOTAL // 1_000_000})
        for info in infos:
            _refuse_entry(info)
        if len(self._entries) != sum(not info.is_dir() for info in infos):
            raise ImportRefused(_("The file holds two parts of the same name."))


def _refuse_entry(info: zipfile.ZipInfo) -> None:
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        raise ImportRefused(_("The file names a place outside of itself: %(name)s") % {"name": name[:200]})
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ImportRefused(_("The file holds a link to another file: %(name)s") % {"name": name[:200]})
    if info.flag_bits & 1:
        raise ImportRefused(_("The file is encrypted."))
    big = info.file_size > RATIO_MATTERS_FROM
    if info.file_size > MAX_ENTRY or (big and info.file_size > MAX_RATIO * max(info.compress_size, 1)):
        raise ImportRefused(_("A part of the file unpacks to far more than its size: %(name)s") % {"name": name[:200]})


def inside(base: str, href: str) -> str:
    """The entry that `href`, written in the entry `base`, names. Raises `ImportRefused` when it points outside."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), href))
    if path.startswith(("..", "/")):
        raise ImportRefused(_("The file names a place outside of itself: %(name)s") % {"name": href[:200]})
    return path


def refuse_entities(data: bytes) -> None:
    """Raise `ImportRefused` for XML that defines entities, in whichever encoding; a plain DOCTYPE is allowed."""
    # Entities are defined before the first element: a text about XML isn't refused for its words.
    start = data[:200_000].replace(b"\0", b"").upper()
    if b"<!ENTITY" in start:
        raise ImportRefused(_("The file defines entities, which could reach other files."))
