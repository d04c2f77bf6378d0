"""A snapshot on paper: the same units as on the desk, under the same numbers."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import html as lxml_html

from content.core.typesetting import from_html
from content.media.models import Image
from content.review.desk.pictures import clean_copy, shown_in
from content.review.desk.reading import part_rounds, sheets_of
from content.review.desk.showing import Showing

if TYPE_CHECKING:
    from content.review.desk.anonymity import Veil
    from content.review.desk.reading import Sheet, Unit
    from content.review.models import Round

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
# What paper can't show: a chart's data and a recording's transcript are there beside it.
LEFT_OUT = ("svg", "audio", "video", "script", "style")


def printed(round_: Round, veil: Veil) -> tuple[str, dict[str, bytes]]:
    """Typst markup, and the pictures that it names. Raises `TypesettingFailed`."""
    rounds = [round_, *part_rounds(round_)]
    names, files = _pictures(rounds)
    showing = Showing(lambda model, pk: names.get(pk, "") if model == "image" else "", veil)
    with override(round_.lang):
        sheets = sheets_of(rounds, showing)
        # One run of pandoc for all: the mark between two units is none of the text's own words.
        mark = f"unit{secrets.token_hex(8)}x"
        pieces = [piece for number, sheet in enumerate(sheets) for piece in _of_sheet(sheet, number)]
    document = "".join(f"<p>{mark}{number}</p>{markup}" for number, markup in pieces)
    _before, *found = re.split(rf"^{mark}(\w*)$", from_html(document), flags=re.MULTILINE)
    body = "".join(f'#passage("{number}")[\n{text.strip()}\n]\n' for number, text in zip(found[::2], found[1::2], strict=True))
    return body, files


def _of_sheet(sheet: Sheet, place: int) -> Iterator[tuple[str, str]]:
    """(number, HTML) of each unit."""
    if place:
        yield "", "<hr>"
    for unit in sheet.units:
        yield str(unit.number), _of_unit(unit)
        if unit.address == "title" and sheet.byline:
            yield "", f"<p>{escape(sheet.byline)}</p>"


def _of_unit(unit: Unit) -> str:
    if unit.address == "title":
        return f"<h1>{escape(unit.text)}</h1>"
    if not unit.is_block and not unit.pictures:
        return f"<p><em>{escape(unit.label)}:</em> {linebreaksbr(unit.text, autoescape=True)}</p>"
    alts = [
        f"<p><em>{escape(_('Alternative text:'))}</em> {escape(picture.alt)}</p>"
        if picture.alt
        else f"<p><em>{escape(_('No alternative text.'))}</em></p>"
        for picture in (unit.pictures if unit.is_block else ())
    ]
    return _for_paper(str(unit.markup)) + "".join(alts)


def _for_paper(markup: str) -> str:
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for node in list(root.iter(*LEFT_OUT)):
        node.drop_tree()
    for node in list(root.iter("img")):
        if not node.get("src"):
            node.drop_tree()
    for node in root.iter():
        for name in ("id", "width", "height", "class"):
            node.attrib.pop(name, None)
        # Within the text nothing is linked: on paper, a mark is enough.
        if node.tag == "a" and not str(node.get("href", "")).startswith(("http://", "https://", "mailto:")):
            node.tag = "span"
            node.attrib.clear()
    return lxml_html.tostring(root, encoding="unicode")


def _pictures(rounds: list[Round]) -> tuple[dict[int, str], dict[str, bytes]]:
    """The file name of each image, and the files."""
    shown = {pk for model, pk in shown_in(rounds) if model == Image._meta.label_lower}
    names, files = {}, {}
    for image in Image.objects.filter(pk__in=shown):
        try:
            content, kind = clean_copy(image)
        except OSError:
            continue
        names[image.pk] = f"image-{image.pk}.{ENDINGS[kind]}"
        files[names[image.pk]] = content
    return names, files
