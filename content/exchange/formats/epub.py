"""EPUB 2 and 3: the documents of the spine in their order, each a chapter; the notes with the chapters they belong to."""

from __future__ import annotations

import posixpath
import re
from functools import partial
from urllib.parse import unquote

from django.utils.translation import gettext as _
from lxml import etree

from content.exchange import metadata
from content.exchange.archive import Archive, inside
from content.exchange.assemble import Request, context, finish
from content.exchange.document import ImportedChapter, ImportedMedia, ImportedWork
from content.exchange.formats.html import READER
from content.exchange.markup import (
    XLINK,
    Node,
    Notes,
    kinds,
    local,
    note_holder,
    parse_page,
    picture_from_data,
    remove,
    sanitise,
    text_in,
)
from content.exchange.package import Package, Part
from content.exchange.pandoc import read_tree
from content.exchange.safety import PICTURES, suffix
from content.exchange.tree.context import Element
from content.exchange.tree.prose import read_body

NOTES = {"endnotes", "footnotes", "rearnotes", "doc-endnotes"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read(request: Request) -> ImportedWork:
    archive = Archive(request.data)
    archive.refuse_entities()
    work = ImportedWork(lang=request.lang)
    package = Package(archive)
    package.describe(work)
    metadata.apply(work, request.meta)
    book = _Book(archive, package, work)
    chapters = book.chapters()
    if request.kind == "fiction":
        work.chapters = chapters
        work.fields.setdefault("form", "novel" if len(chapters) > 1 else "short_story")
    else:
        for chapter in chapters:
            if len(chapters) > 1:
                work.body.append({"type": "heading", "value": {"text": chapter.title, "level": "2"}})
            work.body += chapter.body
    return finish(work)


class _Book:
    def __init__(self, archive: Archive, package: Package, work: ImportedWork) -> None:
        self.archive, self.package, self.work = archive, package, work
        self.notes = Notes()

    def chapters(self) -> list[ImportedChapter]:
        pages: list[tuple[Part, Node]] = []
        left: list[str] = []
        for part in self.package.spine():
            root = parse_page(self.archive.read(part.name))
            body = next((node for node in root.iter() if local(node) == "body"), root)
            sanitise(body, self.work)
            # epub:type is on the body or on the section that is all of it; later sections are parts of a chapter.
            said = kinds(body) | (kinds(body[0]) if len(body) else set())
            if said & NOTES or part.is_notes():
                self.notes.collect(body, part.name, everything=True)
            elif part.is_matter(said):
                left.append(part.title or posixpath.basename(part.name))
            else:
                self.notes.collect(body, part.name)
                pages.append((part, body))
        if left:
            self.work.warn(_("Not chapters, so left out: %(parts)s") % {"parts": ", ".join(left)})
        return self._read(pages)

    def _read(self, pages: list[tuple[Part, Node]]) -> list[ImportedChapter]:
        """One call of pandoc for the whole book."""
        book = etree.Element("body")
        titles = []
        for part, body in pages:
            division = etree.SubElement(book, "div", {"class": "orrery-chapter"})
            self._place_pictures(body, part.name)
            titles.append(_take_title(body) or part.title or _("Untitled"))
            for label, note in self.notes.refer(body, part.name, partial(_resolve, part.name)):
                body.append(note_holder(label, note))
            division.text = body.text
            for child in list(body):
                division.append(child)
        self._keep_unused_notes(book)
        tree, messages = read_tree(etree.tostring(book, encoding="utf-8", method="html"), READER)
        for message in messages:
            self.work.warn(message)
        ctx = context(self.work, self._find)
        found = []
        for title, division in zip(titles, tree["blocks"], strict=True):
            inner = ctx.chapter()
            elements: list[Element] = division["c"][1]
            found.append(ImportedChapter(title, read_body(inner, elements), inner.science_notes))
        return found

    def _keep_unused_notes(self, book: Node) -> None:
        unused = self.notes.unused()
        if unused and len(book):
            for note in unused:
                self._place_pictures(note, "")
                book[-1].append(note_holder("", note))
            self.work.warn(
                _("%(number)d notes are referred to nowhere; they are with the last chapter.") % {"number": len(unused)}
            )

    def _place_pictures(self, body: Node, name: str) -> None:
        """Pictures get their name in the book; a drawing written into the page becomes a picture."""
        for node in list(body.iter()):
            if local(node) == "svg":
                self._drawing(node, name)
            elif local(node) == "img" and not node.get("src", "").startswith(("data:", "http:", "https:", "//")):
                node.set("src", inside(name, unquote(node.get("src", ""))))

    def _drawing(self, node: Node, name: str) -> None:
        pictures = [child for child in node.iter() if local(child) == "image"]
        alt = node.get("aria-label") or next((text_in(c) for c in node if local(c) == "title"), "")
        image = etree.Element("img", {"alt": alt})
        if len(pictures) == 1:
            image.set("src", inside(name, unquote(pictures[0].get(XLINK) or pictures[0].get("href") or "")))
        else:
            drawing = ImportedMedia(f"drawing-{len(self.work.media) + 1}.svg", etree.tostring(node, with_tail=False))
            self.work.media[drawing.name] = drawing
            image.set("src", drawing.name)
        parent = node.getparent()
        if parent is not None:
            image.tail = node.tail
            parent.replace(node, image)

    def _find(self, source: str) -> ImportedMedia | None:
        if source.startswith("data:"):
            return picture_from_data(source, len(self.work.media) + 1)
        name = posixpath.basename(source)
        if source in self.work.media:
            return self.work.media[source]
        if source in self.archive and suffix(source) in PICTURES:
            return ImportedMedia(name, self.archive.read(source))
        return None


def _resolve(base: str, target: str) -> str:
    path, _hash, fragment = target.partition("#")
    if not fragment or re.match(r"[a-zA-Z][\w+.-]*:", path):
        return ""
    return f"{inside(base, unquote(path))}#{fragment}"


def _take_title(body: Node) -> str:
    """The heading that a document begins with, taken out of it; empty when text comes first."""
    for node in body.iter():
        if local(node) in HEADINGS:
            parent = node.getparent()
            group = parent if parent is not None and local(parent) == "hgroup" else node
            lines = [" ".join(text_in(child).split()) for child in (group if group is not node else [node])]
            title = ": ".join(line for line in lines if line)
            if not title or len(title) > 250 or any(local(child) in {"img", "a"} for child in group.iter()):
                return ""
            remove(group)
            return title
        if local(node) in {"p", "blockquote", "table", "ul", "ol"} and text_in(node).strip() and not _in_header(node):
            return ""
    return ""


def _in_header(node: Node) -> bool:
    return any(local(parent) in {"header", "hgroup"} for parent in node.iterancestors())
