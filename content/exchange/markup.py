"""HTML and XML from strangers: read without network or entities, stripped of all that runs, notes found."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from lxml import etree, html

from content.exchange.archive import refuse_entities
from content.exchange.document import ImportedMedia, ImportedWork, ImportRefused

RUNS = {"script", "style", "iframe", "object", "embed", "applet", "form", "input", "button", "select", "textarea", "link", "meta",
        "base", "noscript", "template", "frame", "frameset", "canvas", "audio", "video", "dialog"}  # fmt: skip
# Removed with their content; of the others the words stay.
WITH_CONTENT = {"script", "style", "noscript", "template", "object", "iframe", "applet", "select", "textarea"}
QUIET = {"style", "link", "meta"}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XLINK = "{http://www.w3.org/1999/xlink}href"
NOTE_TYPES = {"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"}
REFERENCE_TYPES = {"noteref", "doc-noteref", "footnote-ref"}
BACK_TYPES = {"backlink", "doc-backlink", "footnote-back", "referrer"}

Node = etree._Element


def parse_xml(data: bytes) -> Node:
    """The root of an XML document. Raises `ImportRefused` for entities, and for what isn't XML."""
    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportRefused(_("A part of the file isn't well-formed XML: %(detail)s") % {"detail": str(error)[:200]}) from error
    return root


def parse_page(data: bytes) -> Node:
    """The root of a page, XHTML or HTML, without namespaces. Raises `ImportRefused`."""
    refuse_entities(data)
    try:
        root = parse_xml(data)
    except ImportRefused:
        try:
            root = html.document_fromstring(data, parser=html.HTMLParser(no_network=True, huge_tree=False))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise ImportRefused(_("The page can't be read: %(detail)s") % {"detail": str(error)[:200]}) from error
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.rpartition("}")[2].lower() if node.tag.startswith("{http://www.w3.org/1999/xhtml}") else node.tag
    return root


def local(node: Node) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def text_in(node: Node) -> str:
    return "".join(map(str, node.itertext()))


def kinds(node: Node) -> set[str]:
    """What a node says it is: epub:type, role and class."""
    names = " ".join(node.get(name, "") for name in (EPUB_TYPE, "epub:type", "role", "class"))
    return set(names.split())


def sanitise(root: Node, work: ImportedWork) -> None:
    """Remove what runs, and name it."""
    for node in list(root.iter()):
        name = local(node)
        if not name:
            remove(node)
        elif name in RUNS:
            if name not in QUIET:
                work.warn(_("Removed: <%(tag)s>") % {"tag": name})
            remove(node, keep_words=name not in WITH_CONTENT)
        else:
            _sanitise_attributes(node, work)


def _sanitise_attributes(node: Node, work: ImportedWork) -> None:
    for key, held in list(node.attrib.items()):
        name, value = str(key), str(held)
        bare = name.rpartition("}")[2].lower()
        if bare.startswith("on"):
            work.warn(_("An event handler was removed: %(name)s") % {"name": bare})
            del node.attrib[name]
        elif bare in {"href", "src", "action", "formaction"} and re.match(r"(?i)\s*(java|vb)script:", value):
            work.warn(_("A script in a link was removed; the text of the link was kept."))
            del node.attrib[name]


def remove(node: Node, keep_words: bool = False) -> None:
    """Take a node out, its tail stays."""
    parent = node.getparent()
    if parent is None:
        return
    if keep_words and isinstance(node, html.HtmlElement):
        node.drop_tag()
        return
    words = (" ".join(map(str, node.itertext())) if keep_words and isinstance(node.tag, str) else "") + (node.tail or "")
    previous = node.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(node)


class Notes:
    """The notes of a document, by `file#id`; each chapter takes those it refers to."""

    def __init__(self) -> None:
        self._notes: dict[str, Node] = {}
        self._used: set[str] = set()

    def collect(self, root: Node, place: str, everything: bool = False) -> None:
        """Take the notes out of a page. In a page of endnotes each list item is one."""
        for node in list(root.iter()):
            if not isinstance(node.tag, str) or not node.get("id"):
                continue
            in_list = (everything or _in_notes(node)) and local(node) in {"li", "aside"}
            if kinds(node) & NOTE_TYPES or in_list:
                self._notes[f"{place}#{node.get('id')}"] = node
        for rule in list(root.iter("hr")):
            # The line above footnotes goes with them.
            if _in_notes(rule):
                remove(rule)
        for node in self._notes.values():
            if node.getparent() is not None:
                _remove_backlinks(node)
                remove(node)

    def refer(self, root: Node, place: str, resolve: Callable[[str], str]) -> list[tuple[str, Node]]:
        """Turn the marks in a page into links to its notes; the notes with their labels, in order of the marks."""
        found: dict[str, str] = {}
        for node in list(root.iter("a")):
            target = node.get("href", "")
            key = place + target if target.startswith("#") else resolve(target)
            if key not in self._notes:
                continue
            if key not in found:
                found[key] = _label(text_in(node), set(found.values()))
                self._used.add(key)
            # Pandoc would look for the note itself where a link says that it leads to one.
            for name in list(node.attrib):
                del node.attrib[name]
            node.set("href", f"#note-{found[key]}")
            node.set("class", "orrery-noteref")
            parent = node.getparent()
            if parent is not None and local(parent) == "sup":
                node.set("class", "")
            for child in list(node):
                node.remove(child)
            node.text = found[key]
        return [(label, self._notes[key]) for key, label in found.items()]

    def unused(self) -> list[Node]:
        return [node for key, node in self._notes.items() if key not in self._used]


def _label(text: str, taken: set[str]) -> str:
    label = re.sub(r"[^\w*†‡§-]", "", text)[:20]
    number = len(taken) + 1
    while not label or label in taken:
        label, number = str(number), number + 1
    return label


def _in_notes(node: Node) -> bool:
    parent = node.getparent()
    while parent is not None:
        if kinds(parent) & {"footnotes", "endnotes", "rearnotes", "doc-endnotes"}:
            return True
        if local(parent) in {"li", "body"}:
            return False
        parent = parent.getparent()
    return False


def _remove_backlinks(note: Node) -> None:
    for link in list(note.iter("a")):
        text = text_in(link).strip()
        if kinds(link) & BACK_TYPES or text in {"↩", "↩︎", "↑", "⏎", "^"}:
            remove(link)


def note_holder(label: str, note: Node) -> Node:
    """The note as the division that the readers of blocks know."""
    holder = etree.Element("div", {"class": "orrery-note", "data-label": label})
    holder.text = note.text
    for child in list(note):
        holder.append(child)
    return holder


def picture_from_data(source: str, number: int) -> ImportedMedia | None:
    """The picture of a `data:` address."""
    found = re.match(r"data:image/([\w.+-]+);base64,(.+)$", source, re.DOTALL)
    if not found:
        return None
    kind = {"jpeg": "jpg", "svg+xml": "svg"}.get(found.group(1).lower(), found.group(1).lower())
    try:
        return ImportedMedia(f"picture-{number}.{kind}", base64.b64decode(re.sub(r"\s", "", found.group(2)), validate=True))
    except (binascii.Error, ValueError):
        return None
