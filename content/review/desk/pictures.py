"""The pictures of a snapshot, for an expert without an account: made anew, so that nothing that a camera, a program or a
person wrote into the file goes with them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from lxml import etree
from PIL import Image as Pillow
from PIL import ImageOps

from content.media.models import Image

if TYPE_CHECKING:
    from content.review.models import Round

LONGEST = 1600  # pixels
SVG = "{http://www.w3.org/2000/svg}"
TELLING = {f"{SVG}metadata", f"{SVG}title", f"{SVG}desc"}


def image_of(rounds: list[Round], pk: int) -> Image | None:
    """An image that one of the snapshots shows."""
    return Image.objects.filter(pk=pk).first() if (Image._meta.label_lower, pk) in shown_in(rounds) else None


def shown_in(rounds: list[Round]) -> set[tuple[str, int]]:
    """Model label and id of each media object that the snapshots show."""
    return {(model, pk) for round_ in rounds for model, pk, _checksum in round_.media}


def clean_copy(image: Image, longest: int = LONGEST) -> tuple[bytes, str]:
    """(content, media type). Raises OSError for a file that is lost or no image."""
    with image.file.storage.open(image.file.name) as file:
        data = file.read()
    if image.is_svg():
        return _drawing(data), "image/svg+xml"
    with Pillow.open(io.BytesIO(data)) as opened:
        picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((longest, longest))
    buffer = io.BytesIO()
    if picture.mode in {"RGB", "L"} and image.file.name.lower().endswith((".jpg", ".jpeg")):
        picture.save(buffer, "JPEG", quality=85, exif=b"")
        return buffer.getvalue(), "image/jpeg"
    plain = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    plain.info = {}
    plain.save(buffer, "PNG")
    return buffer.getvalue(), "image/png"


def _drawing(data: bytes) -> bytes:
    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        )
    except etree.XMLSyntaxError as error:
        raise OSError(str(error)) from error
    for node in list(root.iter()):
        parent = node.getparent()
        if parent is not None and node.tag in TELLING:
            parent.remove(node)
    return etree.tostring(root)
