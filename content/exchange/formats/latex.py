"""LaTeX: pandoc reads it without running it; `\\input` and pictures reach no further than the folder given."""

from __future__ import annotations

from django.utils.translation import gettext as _

from content.exchange import metadata
from content.exchange.assemble import Request, assemble, pictures_of
from content.exchange.document import ImportedMedia, ImportedWork
from content.exchange.encoding import decode
from content.exchange.formats.docx import from_tree
from content.exchange.pandoc import read_tree
from content.exchange.safety import PICTURES
from content.exchange.tree.context import FindPicture


def read(request: Request) -> ImportedWork:
    source, encoding = decode(request.data, request.lang)
    work = ImportedWork(lang=request.lang)
    if encoding:
        work.warn(_("The text was read as %(encoding)s.") % {"encoding": encoding})
    tree, messages = read_tree(source.encode(), "latex-auto_identifiers")
    for message in messages:
        work.warn(message)
    from_tree(work, tree["meta"])
    metadata.apply(work, request.meta)
    return assemble(request, work, tree["blocks"], _find(request))


def _find(request: Request) -> FindPicture:
    beside = pictures_of(request.bundle)

    def find(source: str) -> ImportedMedia | None:
        # \includegraphics leaves the ending out.
        return next((found for end in ("", *PICTURES) if (found := beside(source + end))), None)

    return find
