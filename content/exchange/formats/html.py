"""A page of HTML: what runs is removed, notes become notes, pictures come from its folder or from `data:` addresses."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from lxml import etree

from content.exchange import metadata
from content.exchange.assemble import Request, assemble, pictures_of
from content.exchange.credits import contributors_in, licence_in
from content.exchange.document import ImportedMedia, ImportedWork, ImportRefused
from content.exchange.encoding import decode
from content.exchange.markup import Node, Notes, local, note_holder, parse_page, picture_from_data, sanitise, text_in
from content.exchange.pandoc import read_tree
from content.exchange.tree.context import FindPicture

READER = "html-smart+tex_math_single_backslash-auto_identifiers"
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)")


def read(request: Request) -> ImportedWork:
    work = ImportedWork(lang=request.lang)
    root = parse_page(_as_utf8(request, work))
    _read_head(root, work)
    metadata.apply(work, request.meta)
    sanitise(root, work)
    body = root if local(root) == "body" else next((node for node in root.iter() if local(node) == "body"), None)
    if body is None:
        raise ImportRefused(_("The page has no body."))
    notes = Notes()
    notes.collect(body, "")
    for label, note in notes.refer(body, "", lambda target: target):
        body.append(note_holder(label, note))
    for note in notes.unused():
        body.append(note_holder("", note))
    tree, messages = read_tree(etree.tostring(body, encoding="utf-8", method="html"), READER)
    for message in messages:
        work.warn(message)
    return assemble(request, work, tree["blocks"], _find(request, work))


def _as_utf8(request: Request, work: ImportedWork) -> bytes:
    declared = _CHARSET.search(request.data[:4000])
    if declared and declared.group(1).lower() not in {b"utf-8", b"utf8"}:
        name = declared.group(1).decode("ascii")
        try:
            # Pages that declare GB2312 use the characters of its successors too.
            text = request.data.decode({"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name.lower(), name))
        except (LookupError, UnicodeDecodeError):
            text, name = decode(request.data, request.lang)
    else:
        text, name = decode(request.data, request.lang)
    if name:
        work.warn(_("The text was read as %(encoding)s.") % {"encoding": name})
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    # The parser believes what a page declares about its encoding: it is told the truth.
    return b'<?xml version="1.0" encoding="utf-8"?>' + re.sub(r"(?i)<meta[^>]*charset[^>]*>", "", text).strip().encode()


def _read_head(root: Node, work: ImportedWork) -> None:
    work.lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or work.lang
    for node in root.iter():
        if local(node) == "title" and not work.title:
            work.title = " ".join(text_in(node).split())
        elif local(node) == "meta":
            _read_meta(work, (node.get("name") or node.get("property") or "").lower(), node.get("content") or "")
        elif local(node) in {"a", "link"} and node.get("rel") == "license":
            work.licence = licence_in(node.get("href", "")) or work.licence
        elif local(node) == "body" and work.title:
            break


def _read_meta(work: ImportedWork, name: str, content: str) -> None:
    if name in {"author", "dc.creator", "dcterms.creator"}:
        work.contributors += contributors_in(content)
    elif name in {"description", "dc.description"}:
        work.summary = " ".join(content.split())
    elif name in {"keywords", "dc.subject"}:
        work.keywords = [part.strip() for part in content.split(",") if part.strip()]
    elif name in {"dc.rights", "dcterms.rights", "dcterms.license"}:
        work.licence = licence_in(content) or work.licence


def _find(request: Request, work: ImportedWork) -> FindPicture:
    beside = pictures_of(request.bundle)

    def find(source: str) -> ImportedMedia | None:
        if source.startswith("data:"):
            return picture_from_data(source, len(work.media) + 1)
        return beside(source)

    return find
