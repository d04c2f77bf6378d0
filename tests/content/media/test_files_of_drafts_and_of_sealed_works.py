"""Drafts' files are seen by nobody outside; files that approved works show can't change; drawings run nothing."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Pillow

from content.core.refusal import Refused
from content.media.intake import check_image, sanitise_svg
from content.media.models import Document, Image
from content.review.audit import audit
from tests.cast import Cast, article, fresh, picture, published, stream, submitted, withdrawn

pytestmark = pytest.mark.django_db


def status(url: str, client: Client | None = None) -> int:
    """The answer's status; its file is closed, but not the response: that would close the test's own connection."""
    response = (client or Client()).get(url)
    for close in response._resource_closers:
        close()
    return int(response.status_code)


def with_picture(cast: Cast, image: Image) -> object:
    return article(cast, body=stream(("image", {"image": image.pk, "alt": "A star", "caption": ""})))


def test_a_drafts_picture_is_served_to_editors_only(cast: Cast) -> None:
    image = picture()
    with_picture(cast, image)
    rendition = image.get_rendition("width-20")
    editor = Client()
    editor.force_login(cast.editor)

    for url in (image.file.url, rendition.file.url):
        assert status(url) == 404
        assert status(url, editor) == 200


def test_a_public_works_picture_is_served_and_a_withdrawn_ones_is_not(cast: Cast) -> None:
    image = picture()
    work = published(cast, with_picture(cast, image))
    url = image.get_rendition("width-20").file.url

    assert status(url) == 200
    withdrawn(cast, work)
    assert status(url) == 404


def test_a_drafts_document_is_served_by_no_address(cast: Cast) -> None:
    document = Document.objects.create(title="Notes", file=ContentFile(b"secret", name="notes.txt"))

    assert status(document.url) == 404
    assert status(document.file.url) == 404


def test_a_file_that_a_sealed_or_frozen_text_shows_cannot_change_or_go(cast: Cast) -> None:
    image = picture()
    work = with_picture(cast, image)
    submitted(cast, work)
    buffer = io.BytesIO()
    Pillow.new("RGB", (8, 8), "red").save(buffer, "PNG")

    image.file = ImageFile(buffer, name="other.png")
    with pytest.raises(Refused, match="How stars shine"):
        image.save()
    with pytest.raises(Refused, match="How stars shine"):
        Image.objects.get(pk=image.pk).delete()


def test_a_file_changed_on_disk_is_found_by_the_audit(cast: Cast) -> None:
    image = picture()
    work = published(cast, with_picture(cast, image))
    with open(image.file.path, "ab") as file:
        file.write(b"x")

    assert [(finding["work"], finding["kind"]) for finding in audit()["findings"]] == [(fresh(work).pk, "media")]


def test_a_drawing_loses_what_could_run() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><circle r="4" onclick="x()"/>'
        b'<image href="https://example.org/x.png"/><foreignObject><b>x</b></foreignObject></svg>'
    )

    clean = sanitise_svg(io.BytesIO(drawing))

    assert b"circle" in clean
    for word in (b"script", b"onclick", b"foreignObject", b"example.org"):
        assert word not in clean


def test_an_upload_of_a_drawing_is_cleaned_before_it_is_stored() -> None:
    image = Image(
        title="Drawing",
        file=ImageFile(
            io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'), name="d.svg"
        ),
    )

    check_image(image.file)

    assert b"script" not in image.file.read()


def bomb(width: int, height: int) -> ImageFile:
    """A PNG that claims more pixels than it holds."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return ImageFile(io.BytesIO(data), name="bomb.png")


def upload(file: ImageFile) -> SimpleNamespace:
    """What a form hands over: a file that isn't stored yet."""
    return SimpleNamespace(file=file, name=file.name, _committed=False)


def test_a_picture_over_the_pixel_limit_or_one_that_claims_it_is_refused_with_a_reason() -> None:
    with pytest.raises(ValidationError, match=r"megapixels|pixels"):
        check_image(upload(bomb(30_000, 30_000)))
    with pytest.raises(ValidationError, match="damaged"):
        check_image(upload(ImageFile(io.BytesIO(b"not a picture"), name="x.png")))
