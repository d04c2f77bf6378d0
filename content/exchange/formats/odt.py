"""OpenDocument text."""

from __future__ import annotations

from django.utils.translation import gettext as _

from content.exchange import metadata
from content.exchange.archive import Archive
from content.exchange.assemble import Request, assemble
from content.exchange.credits import contributors_in
from content.exchange.document import ImportedWork, ImportRefused
from content.exchange.formats.docx import from_tree, pictures_in
from content.exchange.markup import local, parse_xml
from content.exchange.pandoc import read_tree


def read(request: Request) -> ImportedWork:
    archive = Archive(request.data)
    if "content.xml" not in archive:
        raise ImportRefused(_("The file %(name)s is no OpenDocument text.") % {"name": request.name})
    archive.refuse_entities()
    work = ImportedWork(lang=request.lang)
    tree, messages = read_tree(request.data, "odt")
    for message in messages:
        work.warn(message)
    if "meta.xml" in archive:
        _describe(archive.read("meta.xml"), work)
    from_tree(work, tree["meta"])
    metadata.apply(work, request.meta)
    return assemble(request, work, tree["blocks"], pictures_in(archive, ""))


def _describe(data: bytes, work: ImportedWork) -> None:
    for node in parse_xml(data).iter():
        text = " ".join((node.text or "").split())
        name = local(node)
        if not text:
            continue
        if name == "title":
            work.title = text
        elif name == "language":
            work.lang = text
        elif name == "keyword":
            work.keywords.append(text)
        elif name == "initial-creator":
            work.contributors += contributors_in(text)
