"""The package of an EPUB: what it says about the book, its order, its cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from django.utils.translation import gettext as _

from content.exchange.archive import Archive, inside
from content.exchange.credits import licence_in
from content.exchange.document import ImportedMedia, ImportedWork, ImportRefused
from content.exchange.markup import XLINK, Node, kinds, local, parse_xml, picture_from_data, text_in
from content.exchange.safety import PICTURES, suffix
from content.exchange.tree.inlines import words

OPF = "{http://www.idpf.org/2007/opf}"
# MARC relator codes and what they are here.
ROLES = {"aut": "author", "trl": "translator", "ill": "illustrator", "art": "illustrator", "edt": "editor", "aui": "author"}
MATTER = {
    "titlepage",
    "halftitlepage",
    "halftitle",
    "imprint",
    "colophon",
    "copyright-page",
    "uncopyright",
    "cover",
    "toc",
    "landmarks",
    "loi",
}
# Where the documents say nothing, their names do.
NAMED_MATTER = re.compile(
    r"(?i)title[-_]?page|half[-_]?title|imprint|colophon|copyright|^cover|(^|[^a-z])toc([^a-z]|$)|^nav([^a-z]|$)"
)
NAMED_NOTES = re.compile(r"(?i)end-?notes|foot-?notes|rearnotes")
BODY_TYPES = {
    "chapter",
    "part",
    "prologue",
    "epilogue",
    "preface",
    "introduction",
    "foreword",
    "afterword",
    "dedication",
    "epigraph",
}


@dataclass(frozen=True)
class Part:
    """A document of the spine."""

    id: str
    name: str
    title: str
    properties: str
    linear: bool

    def is_matter(self, said: set[str]) -> bool:
        """Whether it is a title page, an imprint or the like, by what it says it is, or else by its name."""
        if said & MATTER or "nav" in self.properties.split() or not self.linear:
            return True
        if said & BODY_TYPES:
            return False
        return bool(NAMED_MATTER.search(self.id) or NAMED_MATTER.search(self.name.rsplit("/", 1)[-1]))

    def is_notes(self) -> bool:
        return bool(NAMED_NOTES.search(self.id) or NAMED_NOTES.search(self.name.rsplit("/", 1)[-1]))


class Package:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        container = parse_xml(archive.read("META-INF/container.xml"))
        path = next((node.get("full-path", "") for node in container.iter() if local(node) == "rootfile"), "")
        self.path = inside("", path) if path else ""
        if "META-INF/encryption.xml" in archive and b"EncryptedKey" in archive.read("META-INF/encryption.xml"):
            raise ImportRefused(_("The book is locked against copying."))
        self.root = parse_xml(archive.read(self.path))
        self.items = {node.get("id", ""): node for node in self.root.iter() if local(node) == "item"}
        # Every part it names has to be inside, whether or not it is read.
        self.names = {key: inside(self.path, unquote(node.get("href", ""))) for key, node in self.items.items()}

    def spine(self) -> list[Part]:
        titles = self._titles()
        parts = []
        for node in self.root.iter():
            key = node.get("idref", "") if local(node) == "itemref" else ""
            if key in self.names and self.names[key] in self.archive:
                name = self.names[key]
                properties = self.items[key].get("properties", "")
                parts.append(Part(key, name, titles.get(name, ""), properties, node.get("linear") != "no"))
        if not parts:
            raise ImportRefused(_("The book holds no documents to read."))
        return parts

    def _titles(self) -> dict[str, str]:
        """The titles that the table of contents gives to documents."""
        found: dict[str, str] = {}
        for key, node in self.items.items():
            if "nav" in node.get("properties", "").split() or node.get("media-type") == "application/x-dtbncx+xml":
                self._read_contents(self.names[key], found)
        return found

    def _read_contents(self, name: str, found: dict[str, str]) -> None:
        if name not in self.archive:
            return
        root = parse_xml(self.archive.read(name))
        for nav in root.iter():
            if local(nav) == "nav" and "toc" in kinds(nav):
                for link in nav.iter():
                    if local(link) == "a":
                        _keep_title(found, name, link.get("href", ""), text_in(link))
            elif local(nav) == "navpoint":
                text = next((text_in(node) for node in nav.iter() if local(node) == "text"), "")
                target = next((node.get("src", "") for node in nav.iter() if local(node) == "content"), "")
                _keep_title(found, name, target, text)

    def describe(self, work: ImportedWork) -> None:
        """Title, language, people, licence, summary, keywords and cover."""
        work.title = self._first("title")
        work.lang = self._first("language") or work.lang
        work.identifier = self._first("identifier")
        work.licence = licence_in(" ".join(self._all("rights")))
        work.keywords = [" ".join(text.split()) for text in self._all("subject")]
        work.summary = words(unescape(self._first("description")).replace("</p>", "</p> "))
        for kind in ("creator", "contributor"):
            for node in self._nodes(kind):
                self._person(work, node, kind)
        self._cover(work)

    def _nodes(self, name: str) -> list[Node]:
        return [node for node in self.root.iter() if local(node) == name and "purl.org/dc" in str(node.tag)]

    def _all(self, name: str) -> list[str]:
        return [text_in(node).strip() for node in self._nodes(name)]

    def _first(self, name: str) -> str:
        return " ".join(next(iter(self._all(name)), "").split())

    def _person(self, work: ImportedWork, node: Node, kind: str) -> None:
        name = " ".join(text_in(node).split())
        refined = f"#{node.get('id')}"
        codes = [
            (meta.text or "").strip()
            for meta in self.root.iter()
            if meta.get("refines") == refined and meta.get("property") == "role"
        ]
        codes += [code for code in [node.get(f"{OPF}role")] if code]
        roles = list(dict.fromkeys(ROLES[code] for code in codes if code in ROLES)) or (["author"] if kind == "creator" else [])
        if name and not roles:
            work.warn(_("Named in the file, but in no role that works have here: %(name)s") % {"name": name})
        work.contributors += [{"name": name, "role": role, "affiliation": "", "orcid": ""} for role in roles[:1] if name]

    def _cover(self, work: ImportedWork) -> None:
        named = next(
            (meta.get("content") for meta in self.root.iter() if local(meta) == "meta" and meta.get("name") == "cover"), None
        )
        key = next((key for key, node in self.items.items() if "cover-image" in node.get("properties", "").split()), named or "")
        name = self.names.get(key, "")
        if name not in self.archive or suffix(name) not in PICTURES:
            return
        cover = ImportedMedia(name.rsplit("/", 1)[-1], self.archive.read(name))
        if suffix(name) == ".svg" and (inner := _picture_in_drawing(cover)):
            cover = inner
            work.warn(_("The cover is a drawing around a picture: the picture was taken, the lettering on it left out."))
        work.media[cover.name] = cover
        work.cover = cover.name


def _keep_title(found: dict[str, str], base: str, target: str, text: str) -> None:
    name = inside(base, unquote(target.split("#", maxsplit=1)[0])) if target else ""
    if text.strip():
        found.setdefault(name, " ".join(text.split()))


def _picture_in_drawing(drawing: ImportedMedia) -> ImportedMedia | None:
    """The one picture embedded in an SVG."""
    images = [node for node in parse_xml(drawing.data).iter() if local(node) == "image"]
    if len(images) != 1:
        return None
    found = picture_from_data(images[0].get(XLINK) or images[0].get("href") or "", 1)
    if found:
        found.name = drawing.name.rsplit(".", 1)[0] + suffix(found.name)
    return found
