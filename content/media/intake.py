"""What may come in: pictures within the pixel limit, SVG without anything that runs."""

from __future__ import annotations

import struct
import warnings
from typing import IO, Any

import py_svg_hush
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

EMBEDDED = {"image": ["jpeg", "png", "webp"]}


def check_image(file: Any) -> None:
    """Raise `ValidationError` for a picture over the pixel limit, or one that can't be read. SVG is sanitised in place."""
    if not file or getattr(file, "_committed", False):
        return
    if is_svg(file):
        clean = sanitise_svg(file.file)
        file.file = ContentFile(clean, name=file.name)
        return
    limit = settings.ORRERY_MAX_IMAGE_PIXELS
    width, height = dimensions(file.file)
    if width * height > limit:
        raise ValidationError(
            _("The picture has %(pixels)d megapixels; the limit is %(limit)d."),
            code="too_many_pixels",
            params={"pixels": width * height // 1_000_000, "limit": limit // 1_000_000},
        )


def is_svg(file: Any) -> bool:
    return str(file.name).lower().endswith((".svg", ".svgz"))


def dimensions(file: IO[bytes]) -> tuple[int, int]:
    """Width and height that the file claims, without decoding it. Raises `ValidationError`."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(file) as picture:
                return picture.size
    except Pillow.DecompressionBombError as error:
        raise ValidationError(_("The picture claims more pixels than the limit allows."), code="too_many_pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error) as error:
        raise ValidationError(
            _("The picture can't be read: the file is damaged or of another kind."), code="unreadable"
        ) from error
    finally:
        file.seek(0)


def sanitise_svg(file: IO[bytes]) -> bytes:
    """The drawing without scripts, event handlers, foreign content or links out. Raises `ValidationError`."""
    file.seek(0)
    data = file.read()
    try:
        return py_svg_hush.filter_svg(data, keep_data_url_mime_types=EMBEDDED)
    except Exception as error:
        raise ValidationError(_("The drawing can't be read as SVG."), code="unreadable") from error
