"""Word documents: headings by whatever name their styles have, tables, notes, formulae, pictures."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from lxml import etree

from content.exchange import metadata
from content.exchange.archive import Archive
from content.exchange.assemble import Request, assemble
from content.exchange.credits import contributors_in
from content.exchange.document import ImportedMedia, ImportedWork, ImportRefused
from content.exchange.markup import local, parse_xml
from content.exchange.pandoc import read_tree
from content.exchange.tree.context import Context, FindPicture
from content.exchange.tree.inlines import plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What word processors in other languages call their headings and titles.
_HEADING = re.compile(
    r"(?i)^(?:heading|标题|標題|見出し|제목|überschrift|titre|título|titolo|ttulo|заголовок|العنوان|عنوان|शीर्षक|rubrik|nagłówek|kop)\s*([1-9])$"
)
_TITLE = re.compile(r"(?i)^(?:title|标题|標題|表題|제목|titel|titre|título|название|заголовок|العنوان|عنوان)$")
MAX_OUTLINE = 9


def read(request: Request) -> ImportedWork:
    archive = Archive(request.data)
    if "word/document.xml" not in archive:
        raise ImportRefused(_("The file %(name)s is no Word document.") % {"name": request.name})
    archive.refuse_entities()
    work = ImportedWork(lang=request.lang)
    _describe(archive, work)
    data = request.data
    if "word/styles.xml" in archive:
        data = archive.with_parts({"word/styles.xml": _with_plain_headings(archive.read("word/styles.xml"))})
    tree, messages = read_tree(data, "docx")
    for message in messages:
        work.warn(message)
    from_tree(work, tree["meta"])
    metadata.apply(work, request.meta)
    if "word/comments.xml" in archive:
        work.warn(_("Comments in the document were left out."))
    return assemble(request, work, tree["blocks"], pictures_in(archive, "word/"))


def from_tree(work: ImportedWork, meta: dict[str, object]) -> None:
    """Title, authors, abstract and keywords as pandoc found them in the document."""
    ctx = Context(work.lang, work.warn, lambda source: None, {})
    texts = {key: _meta_texts(ctx, value) for key, value in meta.items()}
    if texts.get("title"):
        work.title = " ".join(texts["title"])
    for author in texts.get("author", []):
        work.contributors += contributors_in(author)
    if texts.get("abstract"):
        work.summary = " ".join(texts["abstract"])
    work.keywords = texts.get("keywords", []) or work.keywords


def _meta_texts(ctx: Context, value: object) -> list[str]:
    if not isinstance(value, dict):
        return []
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        return [plain(ctx, content)]
    if kind == "MetaString":
        return [content]
    if kind == "MetaBlocks":
        return [plain(ctx, block["c"]) for block in content if block["t"] in {"Para", "Plain"}]
    if kind == "MetaList":
        return [text for item in content for text in _meta_texts(ctx, item)]
    return []


def pictures_in(archive: Archive, folder: str) -> FindPicture:
    def find(source: str) -> ImportedMedia | None:
        name = next((name for name in (folder + source, source) if name in archive), "")
        return ImportedMedia(name.rsplit("/", 1)[-1], archive.read(name)) if name else None

    return find


def _describe(archive: Archive, work: ImportedWork) -> None:
    if "docProps/core.xml" not in archive:
        return
    for node in parse_xml(archive.read("docProps/core.xml")).iter():
        text = " ".join((node.text or "").split())
        if not text:
            continue
        name = local(node)
        if name == "title":
            work.title = text
        elif name == "language":
            work.lang = text
        elif name == "keywords":
            work.keywords = [part.strip() for part in re.split(r"[,;，；]", text) if part.strip()]
        elif name == "creator" and text.lower() not in {"python-docx", "author", "user"}:
            work.contributors += contributors_in(text)


def _with_plain_headings(data: bytes) -> bytes:
    """The styles with each heading's style named as pandoc knows it: by its name, its outline level or its ancestors."""
    root = parse_xml(data)
    styles = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style") if node.get(f"{W}type") == "paragraph"}
    levels = {key: _level(styles, key) for key in styles}
    for key, style in styles.items():
        name = style.find(f"{W}name")
        if name is None:
            continue
        if levels[key]:
            name.set(f"{W}val", f"heading {levels[key]}")
        elif _TITLE.match(name.get(f"{W}val", "")):
            name.set(f"{W}val", "Title")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _level(styles: dict[str, etree._Element], key: str) -> int:
    """The level of a heading's style; 0 for others."""
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        style = styles[key]
        name = style.find(f"{W}name")
        if name is not None and (found := _HEADING.match(name.get(f"{W}val", ""))):
            return min(int(found.group(1)), 6)
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and outline.get(f"{W}val", "9").isdigit():
            level = int(outline.get(f"{W}val", "9")) + 1
            return min(level, 6) if level <= MAX_OUTLINE else 0
        based = style.find(f"{W}basedOn")
        key = based.get(f"{W}val", "") if based is not None else ""
    return 0
