"""From a work to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from content.core.models import Work
from content.core.refusal import Refused
from content.exchange.collect import collect
from content.exchange.document import ImportedWork, ImportRefused
from content.exchange.writing import documents

FORMATS: dict[str, tuple[Callable[[ImportedWork, str], bytes], str]] = {
    "markdown": (documents.as_markdown, ".md"),
    "html": (documents.as_html, ".html"),
    "docx": (documents.as_docx, ".docx"),
    "epub": (documents.as_epub, ".epub"),
    "json": (documents.as_json, ".json"),
}


def export_work(work: Work, form: str, version: str = "public") -> bytes:
    """The work, with all its chapters, in a format of FORMATS. Raises `Refused` when there is no such version."""
    writer, _ending = FORMATS[form]
    try:
        return writer(collect(work, version), work.kind())
    except ImportRefused as error:
        raise Refused(error) from error


def export_folder(work: Work, folder: Path, version: str = "public") -> list[str]:
    """A work file with its pictures in a folder, which can be imported again; the names of what was written."""
    found = collect(work, version)
    folder.mkdir(parents=True, exist_ok=True)
    text = f"{found.lang}.md"
    (folder / text).write_bytes(documents.as_markdown(found, work.kind()))
    for name, media in found.media.items():
        place = folder / name
        if place.resolve().parent != folder.resolve():
            raise Refused(_("The name of a picture leads outside of the folder: %(name)s") % {"name": name})
        place.write_bytes(media.data)
    return [text, *found.media]
