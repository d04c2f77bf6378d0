"""From a document tree to a work: its title, its chapters, its summary."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from content.exchange.document import ImportedChapter, ImportedMedia, ImportedWork, ImportRefused, pictures_in
from content.exchange.safety import PICTURES, Bundle, stem, suffix
from content.exchange.summary import first_paragraph, shorten
from content.exchange.tree.context import Context, Element, FindPicture
from content.exchange.tree.divs import BOXES
from content.exchange.tree.inlines import plain
from content.exchange.tree.prose import read_body

MAX_DEPTH = 200


@dataclass
class Request:
    """What a format is asked to read."""

    name: str
    data: bytes
    bundle: Bundle
    # The type of work wanted: article, exhibit, fiction…
    kind: str
    lang: str = ""
    meta: dict[str, Any] = field(default_factory=dict)


def context(work: ImportedWork, find_picture: FindPicture) -> Context:
    labels = frozenset(reference["label"] for reference in work.references if reference.get("label"))
    return Context(work.lang, work.warn, find_picture, work.media, reference_labels=labels)


def assemble(request: Request, work: ImportedWork, blocks: list[Element], find_picture: FindPicture) -> ImportedWork:
    """Fill the work's title, body and chapters from pandoc's blocks."""
    ctx = context(work, find_picture)
    blocks = unwrap(blocks)
    tops = [block for block in blocks if block["t"] == "Header" and block["c"][0] == 1]
    first = blocks[0] if blocks and blocks[0]["t"] == "Header" else None
    if first and _is_title(work, first, tops, request.kind):
        work.title = work.title or _words(first["c"][2])
        blocks = blocks[1:]
    elif blocks and blocks[0]["t"] == "Para" and work.title and _words(blocks[0]["c"]) == work.title:
        # Some word processors keep the title in the text as well.
        blocks = blocks[1:]
    if not work.title:
        work.title = re.sub(r"[-_]+", " ", stem(request.name)).strip().capitalize()
        work.warn(_("No title was found; the name of the file stands in for it."))
    if request.kind == "fiction":
        _chapters(ctx, work, blocks)
    else:
        work.body = read_body(ctx, blocks)
    return finish(work)


def _words(inlines: list[Element]) -> str:
    """The words of a line, looked at but not yet read: notes and pictures in it are left for later."""
    return plain(Context("", lambda message: None, lambda source: None, {}), inlines)


def _is_title(work: ImportedWork, first: Element, tops: list[Element], kind: str) -> bool:
    if work.title:
        return _words(first["c"][2]).casefold() == work.title.casefold()
    return first["c"][0] == 1 and (kind != "fiction" or len(tops) == 1)


def _chapters(ctx: Context, work: ImportedWork, blocks: list[Element]) -> None:
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    if not levels:
        work.chapters = [_chapter(ctx, work.title, blocks)]
        return
    top = min(levels)
    starts = [index for index, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == top]
    before = ctx.chapter()
    work.body = read_body(before, blocks[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        title = plain(ctx, blocks[start]["c"][2])
        work.chapters.append(_chapter(ctx, title, blocks[start + 1 : end]))


def _chapter(ctx: Context, title: str, blocks: list[Element]) -> ImportedChapter:
    inner = ctx.chapter()
    body = read_body(inner, blocks)
    return ImportedChapter(title, body, inner.science_notes)


def unwrap(blocks: list[Element], depth: int = 0) -> list[Element]:
    """Without the divisions that mean nothing to a work, so that headings stand in one row."""
    if depth > MAX_DEPTH:
        raise ImportRefused(_("The file nests its parts too deeply."))
    out: list[Element] = []
    for block in blocks:
        if block["t"] == "Div" and not _means_something(block["c"][0][1]):
            out += unwrap(block["c"][1], depth + 1)
        else:
            out.append(block)
    return out


def _means_something(classes: list[str]) -> bool:
    return any(name.startswith("orrery-") or name.replace("_", "-") in BOXES for name in classes)


def finish(work: ImportedWork) -> ImportedWork:
    """A summary where none was given."""
    if not work.summary:
        first = first_paragraph(list(work.blocks()))
        work.summary = shorten(first)
    return work


def name_missing_alt(work: ImportedWork) -> None:
    """Give pictures the alternative text that the metadata knows, and name those that still have none."""
    for block in work.blocks():
        for value in pictures_in(block):
            media = work.media.get(value["image"])
            value["alt"] = value["alt"] or (media.alt if media else "")
            if not value["alt"]:
                work.warn(_("The picture %(name)s has no alternative text yet.") % {"name": value["image"]})


def pictures_of(bundle: Bundle) -> FindPicture:
    """Pictures beside a document in its folder; none for a single file."""

    def find(source: str) -> ImportedMedia | None:
        name = PurePosixPath(source.split("?", maxsplit=1)[0].removeprefix("./")).as_posix()
        if not bundle.folder or suffix(name) not in PICTURES or name not in bundle.files:
            return None
        return ImportedMedia(name, bundle.files[name])

    return find
