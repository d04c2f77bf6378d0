"""Markdown as pandoc knows it, with YAML front matter and kramdown's captions: the format of work files."""

from __future__ import annotations

from django.utils.translation import gettext as _

from content.exchange import metadata
from content.exchange.assemble import Request, assemble, pictures_of
from content.exchange.document import ImportedWork
from content.exchange.encoding import decode
from content.exchange.pandoc import read_tree

# `\\[` is a bracket that isn't a link's, not a formula.
# As written: no curly quotes made, no captions guessed, `[@x]` and `(@)` are words, headings need no empty line before.
READER = (
    "markdown-smart-implicit_figures-raw_tex-yaml_metadata_block-pandoc_title_block-auto_identifiers-citations-fancy_lists"
    "-example_lists-blank_before_header"
)


def read(request: Request) -> ImportedWork:
    source, encoding = decode(request.data, request.lang)
    front, body = metadata.front_matter(source.replace("\r\n", "\n").replace("\r", "\n"))
    work = ImportedWork(lang=request.lang)
    if encoding:
        work.warn(_("The text was read as %(encoding)s.") % {"encoding": encoding})
    request.meta = {**request.meta, **front}
    metadata.apply(work, request.meta)
    tree, messages = read_tree(body.encode(), READER)
    for message in messages:
        work.warn(message)
    return assemble(request, work, tree["blocks"], pictures_of(request.bundle))
