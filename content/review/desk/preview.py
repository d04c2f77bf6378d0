"""A snapshot in the public page's own template, shown to an expert by mail link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html

from content.media.models import Document, Image, Rendition
from content.review.desk.pictures import shown_in

if TYPE_CHECKING:
    from content.review.desk.showing import Showing
    from content.review.models import Round

# What of a public page is there to say who made the work.
TELLING = {"credit", "contributors"}


def with_own_files(markup: str, round_: Round, showing: Showing) -> str:
    """The page with its pictures through the link, and nobody named where a veil is."""
    for url, target in _addresses(round_, showing):
        markup = markup.replace(url, target)
    if not showing.veil:
        return markup
    root = lxml_html.document_fromstring(markup)
    nodes: list[Any] = list(root.iter())
    for node in nodes:
        if _tells(node):
            node.drop_tree()
    return showing.veil.over(lxml_html.tostring(root, encoding="unicode", doctype="<!doctype html>"))


def _tells(node: Any) -> bool:
    if node.tag == "meta":
        return str(node.get("name", "")).startswith(("author", "citation_"))
    return node.get("type") == "application/ld+json" or bool(TELLING & set(str(node.get("class", "")).split()))


def _addresses(round_: Round, showing: Showing) -> list[tuple[str, str]]:
    """Each address of a file that the page may name, and the one that stands for it; longer ones first."""
    shown = shown_in([round_])
    images = {pk for model, pk in shown if model == Image._meta.label_lower}
    documents = {pk for model, pk in shown if model == Document._meta.label_lower}
    found = [(image.file.url, "image", image.pk) for image in Image.objects.filter(pk__in=images)]
    found += [(made.url, "image", made.image_id) for made in Rendition.objects.filter(image_id__in=images)]
    found += [(document.file.url, "document", document.pk) for document in Document.objects.filter(pk__in=documents)]
    return sorted(((url, showing.file_url(model, pk)) for url, model, pk in found), key=lambda pair: -len(pair[0]))
